import type { Merge } from "./layers.js";

/** Branches joined in Float64: their sum, or their entries side by side along the last axis. */
export function mergeInFloat64(merge: Merge, branches: readonly Float64Array[]): Float64Array {
  if (merge.kind === "add") {
    return branches.reduce((sum, branch) =>
      sum.map((value, index) => value + (branch[index] ?? NaN)),
    );
  }
  const rows = (branches[0]?.length ?? 0) / (merge.widths[0] ?? 1);
  const width = merge.widths.reduce((sum, each) => sum + each, 0);
  const joined = new Float64Array(rows * width);
  let start = 0;
  for (const [branch, own] of merge.widths.entries()) {
    for (let row = 0; row < rows; row++) {
      const entries = branches[branch]?.subarray(row * own, (row + 1) * own) ?? [];
      joined.set(entries, row * width + start);
    }
    start += own;
  }
  return joined;
}
