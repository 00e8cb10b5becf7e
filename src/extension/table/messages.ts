import type { RowChanges } from "../rows/messages.js";

/** Messages from the extension host to the table of runs, beside replies. */
export type ToRunsTable =
  /** The first one. `view` is what the page asked to keep, the last time. */
  | { readonly type: "opened"; readonly isTrusted: boolean; readonly view: unknown }
  /** The first time with all runs; at most a few times a second. */
  | ({ readonly type: "rows" } & RowChanges);

/** What the table of runs can do; most are commands of the extension. */
export type RunsTableAction =
  | { readonly kind: "open"; readonly folder: string }
  | { readonly kind: "rename"; readonly folder: string; readonly name: string }
  | { readonly kind: "note"; readonly folder: string; readonly notes: string }
  | { readonly kind: "compare" | "remove"; readonly folders: readonly string[] }
  | { readonly kind: "saveCsv"; readonly csv: string }
  /** Remember how the table is set up. */
  | { readonly kind: "keepView"; readonly view: unknown };
