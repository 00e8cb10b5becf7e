import type { RunRow } from "../../src/extension/rows/messages.js";
import type { CellValue, Column } from "./columns.js";

/** One of the columns that rows are sorted by. */
export interface SortKey {
  readonly column: string;
  readonly isDescending: boolean;
}

// Names with numbers in them in the order that people expect: run-2 before run-10.
const { compare } = new Intl.Collator(undefined, { numeric: true });

/**
 * Rows by the first key; where it does not tell two apart by the next, and in the end in the order that they
 * had. A row without a value comes last, whichever the direction.
 */
export function sortRows(
  rows: readonly RunRow[],
  keys: readonly SortKey[],
  columns: ReadonlyMap<string, Column>,
): RunRow[] {
  const known = keys.flatMap(({ column, isDescending }) => {
    const found = columns.get(column);
    return found ? [{ value: found.value, sign: isDescending ? -1 : 1 }] : [];
  });
  if (known.length === 0) return [...rows];
  const keyed = rows.map((row) => ({ row, values: known.map(({ value }) => value(row)) }));
  keyed.sort((one, other) => {
    for (const [index, { sign }] of known.entries()) {
      const order = ordered(one.values[index], other.values[index], sign);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

function ordered(one: CellValue, other: CellValue, sign: number): number {
  const rank = rankOf(one) - rankOf(other);
  // Numbers before texts, what is missing last.
  if (rank !== 0 || one === undefined || other === undefined) return rank;
  if (typeof one === "number" && typeof other === "number") return sign * (one - other);
  return sign * compare(String(one), String(other));
}

function rankOf(value: CellValue): number {
  if (value === undefined || Number.isNaN(value)) return 2;
  return typeof value === "number" ? 0 : 1;
}

/**
 * The keys after a click on a column's title: by this column alone, upward, then downward, then not at all;
 * with `isAdded` beside the keys that there are.
 */
export function nextSort(
  keys: readonly SortKey[],
  column: string,
  isAdded: boolean,
): readonly SortKey[] {
  const before = keys.find((key) => key.column === column);
  const next: SortKey[] =
    before === undefined
      ? [{ column, isDescending: false }]
      : before.isDescending
        ? []
        : [{ column, isDescending: true }];
  if (!isAdded) return next;
  if (before === undefined) return [...keys, ...next];
  return keys.flatMap((key) => (key === before ? next : [key]));
}
