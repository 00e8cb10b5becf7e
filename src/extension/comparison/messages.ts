import type { RunUpdate } from "../dashboard/messages.js";
import type { RowChanges } from "../rows/messages.js";

/** Messages from the extension host to a comparison, beside replies. */
export type ToComparison =
  /** The first one: the runs that are compared, in their order. */
  | { readonly type: "opened"; readonly folders: readonly string[] }
  | ({ readonly type: "rows" } & RowChanges)
  /** As a dashboard is told of one run; at most a few times a second for each. */
  | {
      readonly type: "updates";
      readonly folder: string;
      readonly updates: readonly RunUpdate[];
    };

/** What a comparison's buttons do to one of its runs. */
export interface ComparisonAction {
  readonly kind: "open";
  readonly folder: string;
}
