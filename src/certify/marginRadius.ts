import { nextDown } from "./nextFloat.js";
import type { MarginLoss } from "./pointRounding.js";
import { addUp, type UpperBound } from "./upperBound.js";

/**
 * How far an input may move before a margin can fall to 0: `(margin − loss) / (constant + slope)`, rounded
 * down; the margin was rounded once already. 0 for what is not above 0, +∞ where it can never fall.
 */
export function marginRadius(
  margin: number,
  constant: UpperBound,
  { loss, slope }: MarginLoss,
): number {
  const left = loss === 0 ? margin : nextDown(nextDown(margin) - loss);
  if (!(left > 0)) return 0;
  const speed = addUp(constant, slope);
  // The two logits move together: their order never changes.
  if (speed === 0) return Infinity;
  return Math.max(0, nextDown(nextDown(left) / speed));
}
