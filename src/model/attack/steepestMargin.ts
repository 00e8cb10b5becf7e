import type { ClassPair, MarginMatrix } from "./claim.js";

/** The place where a margin was seen to change the fastest, measured by its Lipschitz constant. */
export interface SteepestMargin {
  readonly pair: ClassPair;
  /** The norm of the margin's gradient: below its Lipschitz constant, up to float32's rounding. */
  readonly slope: number;
  /** K of the pair. */
  readonly bound: number;
}

/** The slope of a pair's margin beside its constant. */
export function slopeOf(
  pair: ClassPair,
  slope: number,
  { classes, values }: MarginMatrix,
): SteepestMargin {
  return { pair, slope, bound: values[pair.top * classes + pair.rival] ?? NaN };
}

/** The one that comes closer to its bound. */
export function steeper(
  a: SteepestMargin | undefined,
  b: SteepestMargin | undefined,
): SteepestMargin | undefined {
  if (!a || !b) return a ?? b;
  // A bound of 0 says nothing; NaN loses against everything.
  return b.slope / b.bound > a.slope / a.bound || !(a.slope / a.bound >= 0) ? b : a;
}
