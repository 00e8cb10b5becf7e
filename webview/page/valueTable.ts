import { t } from "@vscode/l10n";
import type { Rows } from "../charts/csv.js";
import { count, significant } from "../charts/numbers.js";
import { element } from "./element.js";

export type { Rows } from "../charts/csv.js";

const mostRows = 100;

/** A table of a chart's values, whose first row names the columns; of many rows some, evenly chosen. */
export function valueTable(caption: string, rows: Rows): HTMLTableElement {
  const [names = [], ...values] = rows;
  const shown = someOf(values);
  const left = values.length - shown.length;
  const note =
    left > 0
      ? t("{0}: {1} of {2} rows", caption, count(shown.length), count(values.length))
      : caption;
  return element(
    "table",
    {},
    element("caption", {}, note),
    element(
      "thead",
      {},
      element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, String(name)))),
    ),
    element(
      "tbody",
      {},
      ...shown.map((row) =>
        element("tr", {}, ...row.map((value) => element("td", {}, text(value)))),
      ),
    ),
  );
}

/** Rows without a gap go first: where few moments were evaluated, their values are not lost. */
function someOf(rows: Rows): Rows {
  const isWhole = (row: Rows[number]) => !row.some((value) => Number.isNaN(value));
  const whole = rows.filter(isWhole);
  const keepsWhole = whole.length <= mostRows / 2;
  const others = keepsWhole ? rows.length - whole.length : rows.length;
  const every = Math.ceil(others / (keepsWhole ? mostRows - whole.length : mostRows)) || 1;
  // Counted from the end: the latest values are what most look for.
  return rows.filter(
    (row, index) => (keepsWhole && isWhole(row)) || (rows.length - 1 - index) % every === 0,
  );
}

function text(value: string | number): string {
  return typeof value === "number" ? significant(value, 6) : value;
}
