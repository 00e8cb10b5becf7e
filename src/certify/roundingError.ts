import { exactly, type UpperBound } from "./upperBound.js";

/** The unit roundoff of Float64: one operation rounded to nearest is off by this factor at most. */
export const unitRoundoff = 2 ** -53;

/**
 * γ_n of Higham, Accuracy and Stability of Numerical Algorithms, section 3.1: a dot product of n terms,
 * summed in any order, is off by at most `γ_n · Σ|a_i||b_i|`, with `γ_n = n·u / (1 − n·u)`.
 *
 * Returned as 2·n·u, which covers γ_n and the rounding of this very product; the callers' sums are of
 * values scaled to about 1, where underflow (below 2^-1000 in all) vanishes in the second n·u.
 *
 * @param terms a whole number below 2^50
 */
export function gamma(terms: number): UpperBound {
  return exactly(2 * terms * unitRoundoff);
}

/**
 * The factor by which a computed sum of `terms` non-negative, possibly rounded terms must be raised to
 * be no smaller than the true sum: `1 / (1 − γ_n) ≤ 1 + 2·n·u·2`.
 */
export function sumInflation(terms: number): UpperBound {
  return exactly(1 + 4 * (terms + 1) * unitRoundoff);
}
