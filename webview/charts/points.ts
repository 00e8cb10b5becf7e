/** Points of a curve, by ascending x; a y that is not finite is missing. */
export interface Points {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

/** Lower and upper end. */
export type Range = readonly [from: number, to: number];

/** How many of the ascending `xs` lie before `x`. */
export function indexOf(xs: readonly number[], x: number): number {
  let from = 0;
  let to = xs.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((xs[middle] ?? Infinity) < x) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The index of the x nearest to `x`; undefined where there is none. */
export function nearestIndex(xs: readonly number[], x: number): number | undefined {
  if (xs.length === 0) return undefined;
  const after = Math.min(indexOf(xs, x), xs.length - 1);
  const before = Math.max(0, after - 1);
  return x - (xs[before] ?? -Infinity) <= (xs[after] ?? Infinity) - x ? before : after;
}

/** The least and greatest of the finite values that are to be counted; undefined where there is none. */
export function extent(
  values: Iterable<number | null>,
  counts: (value: number) => boolean = () => true,
): Range | undefined {
  let from = Infinity;
  let to = -Infinity;
  for (const value of values) {
    if (value === null || !Number.isFinite(value) || !counts(value)) continue;
    if (value < from) from = value;
    if (value > to) to = value;
  }
  return from <= to ? [from, to] : undefined;
}

/** The range that holds both. */
export function union(one: Range | undefined, other: Range | undefined): Range | undefined {
  if (!one || !other) return one ?? other;
  return [Math.min(one[0], other[0]), Math.max(one[1], other[1])];
}
