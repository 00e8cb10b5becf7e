import type { Points } from "./points.js";

/** A table, whose first row names the columns. */
export type Rows = readonly (readonly (string | number)[])[];

export interface CsvCurve extends Points {
  readonly label: string;
}

/** Curves as a table, a row for each x at which one of them has a point; missing values are empty. */
export function curvesToRows(xLabel: string, curves: readonly CsvCurve[]): Rows {
  const byCurve = curves.map(({ xs, ys }) => new Map(xs.map((x, index) => [x, ys[index] ?? NaN])));
  const xs = [...new Set(curves.flatMap((curve) => curve.xs))].sort((one, other) => one - other);
  return [
    [xLabel, ...curves.map(({ label }) => label)],
    ...xs.map((x) => [x, ...byCurve.map((values) => values.get(x) ?? NaN)]),
  ];
}

/** Rows as RFC 4180 has them; numbers that are not finite are empty. */
export function toCsv(rows: Rows): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
