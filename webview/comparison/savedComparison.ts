import type { MeasuredOn } from "./comparisonCharts.js";

/** What a comparison remembers over a reload of the window. */
export interface SavedComparison {
  /** Its runs, in their order; the extension brings it back by them. */
  readonly folders: readonly string[];
  /** Of these the ones that are not drawn. */
  readonly hidden: readonly string[];
  readonly measuredOn: MeasuredOn;
  /** Weight of the past in smoothed curves, in [0, 1). */
  readonly smoothing: number;
  /** The charts with a logarithmic axis, by id. */
  readonly logCharts: readonly string[];
  /** Whether keys of the configs that do not differ are shown too. */
  readonly hasAllKeys: boolean;
}

export const newComparison: SavedComparison = {
  folders: [],
  hidden: [],
  measuredOn: "test",
  smoothing: 0.6,
  logCharts: [],
  hasAllKeys: false,
};

/** What was saved, as far as it can be read; the rest is as in a new comparison. */
export function readComparison(saved: unknown): SavedComparison {
  if (typeof saved !== "object" || saved === null) return newComparison;
  const { folders, hidden, measuredOn, smoothing, logCharts, hasAllKeys } = saved as Partial<
    Record<string, unknown>
  >;
  return {
    folders: texts(folders) ?? newComparison.folders,
    hidden: texts(hidden) ?? newComparison.hidden,
    measuredOn: measuredOn === "training" ? "training" : "test",
    smoothing:
      typeof smoothing === "number" && smoothing >= 0 && smoothing < 1
        ? smoothing
        : newComparison.smoothing,
    logCharts: texts(logCharts) ?? newComparison.logCharts,
    hasAllKeys: hasAllKeys === true,
  };
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : undefined;
}
