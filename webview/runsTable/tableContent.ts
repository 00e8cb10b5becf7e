import type { RowChanges, RunRow } from "../../src/extension/rows/messages.js";
import { columnsOf } from "./columns.js";
import type { CellValue, Column } from "./columns.js";
import { FilterError, parseFilter } from "./filter.js";
import type { RowFilter } from "./filter.js";
import { sortRows } from "./sortRows.js";
import type { TableView } from "./tableView.js";

/** The runs that there are, and what a table shows of them. */
export class TableContent {
  private readonly rows = new Map<string, RunRow>();
  private known = columnsOf([]);
  private filter: RowFilter = () => true;

  /** The columns that can be shown, by id. */
  get columns(): ReadonlyMap<string, Column> {
    return this.known;
  }

  /** How many runs there are. */
  get size(): number {
    return this.rows.size;
  }

  get(folder: string): RunRow | undefined {
    return this.rows.get(folder);
  }

  take({ rows, gone }: RowChanges): void {
    for (const row of rows) this.rows.set(row.folder, row);
    for (const folder of gone) this.rows.delete(folder);
    this.known = columnsOf(this.rows.values());
  }

  /**
   * Filters by an expression from now on.
   * @returns what is wrong with it, in a sentence; then the filter before it goes on to hold
   */
  setFilter(text: string): string {
    try {
      this.filter = parseFilter(text, this.known);
      return "";
    } catch (error) {
      if (error instanceof FilterError) return error.message;
      throw error;
    }
  }

  /** The columns of a table, in its order. */
  shownColumns({ columns }: TableView): Column[] {
    return columns.flatMap((id) => this.known.get(id) ?? []);
  }

  /** The rows of a table, in its order: those that are pinned first, then those that pass its filter. */
  shownRows({ sort, pinned }: TableView): RunRow[] {
    const onTop = new Set(pinned);
    const newestFirst = [...this.rows.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
    const isShown = (row: RunRow) => onTop.has(row.folder) || this.filter(row);
    const sorted = sortRows(newestFirst.filter(isShown), sort, this.known);
    if (onTop.size === 0) return sorted;
    const isPinned = ({ folder }: RunRow) => onTop.has(folder);
    return [...sorted.filter(isPinned), ...sorted.filter((row) => !isPinned(row))];
  }

  /** What a table shows, for a file: the ids of its columns, then its rows with all their digits. */
  csvRows(view: TableView): (string | number)[][] {
    const columns = this.shownColumns(view);
    return [
      columns.map(({ id }) => id),
      ...this.shownRows(view).map((row) => columns.map(({ value }) => csvCell(value(row)))),
    ];
  }
}

function csvCell(value: CellValue): string | number {
  return typeof value === "number" ? value : String(value ?? "");
}
