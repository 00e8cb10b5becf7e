import { columnPositions, downsample } from "./downsample.js";
import type { Ink } from "./palette.js";
import { extent, union } from "./points.js";
import type { Points, Range } from "./points.js";
import { smooth } from "./smoothing.js";

/** One line of a chart. */
export interface Curve extends Points {
  /** What it shows, unlike that of any other curve of the chart. */
  readonly label: string;
  readonly ink: Ink;
  readonly dash?: readonly number[];
  /** Has few points, each of which is marked. */
  readonly isMarked?: boolean;
  /** Is noisy: smoothing applies to it. */
  readonly isNoisy?: boolean;
}

/** How the curves of a chart are shown. */
export interface LineView {
  /** As {@link smooth} takes it; 0 for none. */
  readonly smoothing: number;
  readonly isLog: boolean;
  /** Values beyond it mean nothing, so the axis does not reach there. */
  readonly bounds?: Range | undefined;
}

/** A curve with its smoothed form, where it has one. */
export interface DrawnCurve {
  readonly curve: Curve;
  readonly smoothed?: Points;
}

/** What is seen of some curves in a part of the plane. */
export interface LineFrame {
  readonly x: Range;
  readonly y: Range;
  /** The x of all values below. */
  readonly xs: readonly number[];
  readonly lines: readonly VisibleLine[];
}

export interface VisibleLine {
  readonly curve: Curve;
  /** Stands behind the smoothed form of the same curve. */
  readonly isFaint: boolean;
  readonly ys: readonly (number | null)[];
}

/** Smooths the curves that are noisy. */
export function drawnCurves(curves: readonly Curve[], smoothing: number): DrawnCurve[] {
  return curves.map((curve) =>
    smoothing > 0 && curve.isNoisy
      ? { curve, smoothed: { xs: curve.xs, ys: smooth(curve.ys, smoothing) } }
      : { curve },
  );
}

/**
 * What is seen of the curves: all of them, or the part that is zoomed to.
 *
 * @param columns pixel columns of the plot
 */
export function lineFrame(
  curves: readonly DrawnCurve[],
  view: LineView,
  zoom: { readonly x?: Range | undefined; readonly y?: Range | undefined },
  columns: number,
): LineFrame {
  const x = zoom.x ?? fullRange(curves);
  // The unsmoothed first, for the others to lie on them.
  const lines = [
    ...curves.map(({ curve, smoothed }) => ({ curve, points: curve, isFaint: !!smoothed })),
    ...curves.flatMap(({ curve, smoothed }) =>
      smoothed ? [{ curve, points: smoothed, isFaint: false }] : [],
    ),
  ].map(({ curve, points, isFaint }) => ({
    curve,
    isFaint,
    ys: downsample(points, x, columns),
  }));
  const isShown = (y: number) => !view.isLog || y > 0;
  const y = zoom.y ?? padded(extentOf(lines, isShown), view);
  return { x, y, xs: columnPositions(x, columns), lines };
}

/** From the first to the last x of any curve. */
export function fullRange(curves: readonly DrawnCurve[]): Range {
  const [from, to] = curves
    .map(({ curve: { xs } }): Range | undefined =>
      xs.length > 0 ? [xs[0] ?? 0, xs.at(-1) ?? 0] : undefined,
    )
    .reduce(union, undefined) ?? [0, 1];
  return from < to ? [from, to] : [Math.min(from, 0), Math.max(to, from + 1)];
}

function extentOf(
  lines: readonly VisibleLine[],
  isShown: (y: number) => boolean,
): Range | undefined {
  return lines.map(({ ys }) => extent(ys, isShown)).reduce(union, undefined);
}

const padding = 0.06;

/** Some room above and below, also around a single value. */
function padded(range: Range | undefined, { isLog, bounds }: LineView): Range {
  if (!range) return isLog ? [0.1, 10] : (bounds ?? [0, 1]);
  const [from, to] = range;
  if (isLog) {
    const factor = from === to ? 2 : (to / from) ** padding;
    return [from / factor, to * factor];
  }
  const room = from === to ? Math.abs(from) / 2 || 1 : (to - from) * padding;
  const [lowest, highest] = bounds ?? [-Infinity, Infinity];
  return [Math.max(lowest, from - room), Math.min(highest, to + room)];
}
