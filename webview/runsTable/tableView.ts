import type { SortKey } from "./sortRows.js";

/** How the table is set up; kept while it is closed. */
export interface TableView {
  /** By id, in their order; ids that no run has now may be among them. */
  readonly columns: readonly string[];
  readonly sort: readonly SortKey[];
  readonly filter: string;
  /** The folders of runs that stay on top, whatever the filter says. */
  readonly pinned: readonly string[];
  /** The folders of runs that buttons are for. */
  readonly selected: readonly string[];
}

export const newTableView: TableView = {
  columns: [
    ...["name", "state", "vra", "clean", "rejected", "epoch", "time"],
    ...["config.epsilon", "config.loss", "created", "notes"],
  ],
  sort: [],
  filter: "",
  pinned: [],
  selected: [],
};

/** What was kept, as far as it can be read; the rest is as in a new table. */
export function readTableView(saved: unknown): TableView {
  if (typeof saved !== "object" || saved === null) return newTableView;
  const { columns, sort, filter, pinned, selected } = saved as Partial<Record<string, unknown>>;
  const shown = texts(columns);
  return {
    columns: shown.length > 0 ? [...new Set(shown)] : newTableView.columns,
    sort: Array.isArray(sort) ? sort.filter(isSortKey) : [],
    filter: typeof filter === "string" ? filter : "",
    pinned: texts(pinned),
    selected: texts(selected),
  };
}

/** The columns with one of them `by` places further to the right. */
export function movedColumn(columns: readonly string[], id: string, by: number): string[] {
  const index = columns.indexOf(id);
  const rest = columns.filter((other) => other !== id);
  const to = Math.min(rest.length, Math.max(0, index + by));
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function isSortKey(value: unknown): value is SortKey {
  if (typeof value !== "object" || value === null) return false;
  const { column, isDescending } = value as Partial<SortKey>;
  return typeof column === "string" && typeof isDescending === "boolean";
}
