import { nextDown } from "./nextFloat.js";
import type { UpperBound } from "./upperBound.js";

/**
 * How far an input may move before a margin can fall to 0: `margin / constant`, rounded down; the margin
 * was rounded once already. 0 for a margin that is not above 0, +∞ where it can never fall.
 */
export function marginRadius(margin: number, constant: UpperBound): number {
  if (margin <= 0) return 0;
  // The two logits move together: their order never changes.
  if (constant === 0) return Infinity;
  return Math.max(0, nextDown(nextDown(margin) / constant));
}
