import type { Range } from "../charts/points.js";

/** What a dashboard remembers over a reload of the window. */
export interface SavedView {
  readonly folder: string;
  /** Weight of the past in smoothed curves, in [0, 1). */
  readonly smoothing: number;
  /** The charts with a logarithmic axis, by id. */
  readonly logCharts: readonly string[];
  /** The epochs zoomed to; null for all. */
  readonly zoom: Range | null;
  /** The evaluated epoch that is looked at; null for the latest. */
  readonly epoch: number | null;
  /** Whether what keeps the VRA low is shown. */
  readonly showsHints: boolean;
}

export const newView: SavedView = {
  folder: "",
  smoothing: 0.6,
  logCharts: ["bound", "learningRate"],
  zoom: null,
  epoch: null,
  showsHints: false,
};

/** What was saved, as far as it can be read; the rest is as in a new dashboard. */
export function readView(saved: unknown): SavedView {
  if (typeof saved !== "object" || saved === null) return newView;
  const { folder, smoothing, logCharts, zoom, epoch, showsHints } = saved as Partial<
    Record<string, unknown>
  >;
  return {
    folder: typeof folder === "string" ? folder : newView.folder,
    smoothing:
      isNumber(smoothing) && smoothing >= 0 && smoothing < 1 ? smoothing : newView.smoothing,
    logCharts: Array.isArray(logCharts)
      ? logCharts.filter((id) => typeof id === "string")
      : newView.logCharts,
    zoom: isRange(zoom) ? zoom : null,
    epoch: isNumber(epoch) ? epoch : null,
    showsHints: showsHints === true,
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isRange(value: unknown): value is Range {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every(isNumber) &&
    (value[0] ?? 0) < (value[1] ?? 0)
  );
}
