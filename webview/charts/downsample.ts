import { indexOf } from "./points.js";
import type { Points, Range } from "./points.js";

/**
 * The x of {@link downsample}'s values: the range's ends, and between them two in each pixel column, a
 * quarter of a column from its sides.
 */
export function columnPositions([from, to]: Range, columns: number): number[] {
  const slots = Array.from(
    { length: 2 * columns },
    (_, slot) => from + ((slot + 0.5) / (2 * columns)) * (to - from),
  );
  return [from, ...slots, to];
}

/**
 * What of a curve can be seen in a range: of each pixel column the least and the greatest value, in the
 * order in which they come, so that no peak is lost however many points there are. At the range's ends
 * the values where the curve crosses them. A value stands half a column off at most.
 *
 * @returns `2 + 2 · columns` values; null where there is none.
 */
export function downsample(points: Points, range: Range, columns: number): (number | null)[] {
  const { xs, ys } = points;
  const [from, to] = range;
  const values = new Array<number | null>(2 + 2 * columns).fill(null);
  const first = indexOf(xs, from);
  values[0] = crossing(points, first, from);
  const perX = (2 * columns) / (to - from);
  let index = first;
  for (; index < xs.length && (xs[index] ?? NaN) <= to; index++) {
    const y = ys[index] ?? NaN;
    if (!Number.isFinite(y)) continue;
    const slot = Math.min(2 * columns - 1, Math.floor(((xs[index] ?? NaN) - from) * perX));
    put(values, slot, y);
  }
  values[values.length - 1] = crossing(points, index, to);
  return values;
}

/** Adds a value to its column's two: the earlier stays in front. */
function put(values: (number | null)[], slot: number, y: number): void {
  const left = 1 + 2 * (slot >> 1);
  const before = values[left] ?? null;
  const after = values[left + 1] ?? null;
  if (before === null && after === null) {
    values[1 + slot] = y;
  } else if (before === null || after === null) {
    values[left] = before ?? after;
    values[left + 1] = y;
  } else if (y < Math.min(before, after) || y > Math.max(before, after)) {
    // Of the two that are there, the one on y's other side is the other end, and came earlier.
    values[left] = y > after || y > before ? Math.min(before, after) : Math.max(before, after);
    values[left + 1] = y;
  }
}

/** Where the curve crosses `x`, between the points before and from `index`. */
function crossing({ xs, ys }: Points, index: number, x: number): number | null {
  const [x0 = NaN, x1 = NaN] = [xs[index - 1], xs[index]];
  const [y0 = NaN, y1 = NaN] = [ys[index - 1], ys[index]];
  const y = x1 === x ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  return Number.isFinite(y) ? y : null;
}
