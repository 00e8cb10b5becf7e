import type { RunRow } from "../../src/extension/rows/messages.js";
import type { Column } from "./columns.js";
import type { SortKey } from "./sortRows.js";

/** What a grid shows. */
export interface GridContent {
  readonly columns: readonly Column[];
  readonly rows: readonly RunRow[];
  readonly sort: readonly SortKey[];
  readonly pinned: ReadonlySet<string>;
  readonly selected: ReadonlySet<string>;
}

/** What is done in a grid. */
export interface GridEvents {
  readonly onSort: (column: string, isAdded: boolean) => void;
  readonly onMoveColumn: (column: string, by: number) => void;
  readonly onSelect: (folders: readonly string[]) => void;
  readonly onOpen: (folder: string) => void;
  readonly onRemove: () => void;
  readonly onEdit: (folder: string, column: EditableColumn, text: string) => void;
}

/** What can be written in a cell. */
export type EditableColumn = "name" | "notes";
