import { t } from "@vscode/l10n";
import { element } from "../page/element.js";
import { isOfConfig } from "./columns.js";
import type { Column } from "./columns.js";
import type { SortKey } from "./sortRows.js";

/** The cells of the first row: one that selects all runs, then the columns' titles, which sort. */
export function titleRow(
  columns: readonly Column[],
  sort: readonly SortKey[],
  areAll: boolean,
): HTMLElement[] {
  const all = element(
    "div",
    {
      role: "columnheader",
      class: "mark",
      "aria-colindex": "1",
      "aria-label": areAll ? t("Select no run") : t("Select all runs"),
      tabindex: "-1",
    },
    element("span", { class: areAll ? "box checked" : "box", "aria-hidden": "true" }),
  );
  return [all, ...columns.map((column, index) => title(column, index, sort))];
}

function title(column: Column, index: number, sort: readonly SortKey[]): HTMLElement {
  const place = sort.findIndex((key) => key.column === column.id);
  const key = sort[place];
  const direction = key ? (key.isDescending ? "descending" : "ascending") : "none";
  const arrow = key ? (key.isDescending ? "↓" : "↑") : "";
  const order = key && sort.length > 1 ? String(place + 1) : "";
  return element(
    "div",
    {
      role: "columnheader",
      "aria-colindex": String(index + 2),
      "aria-sort": direction,
      tabindex: "-1",
      title: t("{0}. Filters call it {1}.", column.hint, column.id),
      "data-column": column.id,
      ...(column.isNumeric && { class: "number" }),
    },
    element(
      "span",
      // A key is what the config has.
      { class: "title", ...(isOfConfig(column.id) && { translate: "no" }) },
      column.title,
    ),
    ...(key ? [element("span", { class: "sorted", "aria-hidden": "true" }, arrow + order)] : []),
  );
}
