import { nextDown } from "../certify/nextFloat.js";
import { exactly, multiplyUp, type UpperBound } from "../certify/upperBound.js";
import { dot } from "./dot.js";
import { gamma } from "./outward.js";

/** The lower half of a symmetric band matrix, by rows of `bandwidth + 1` entries up to the diagonal. */
export interface Band {
  readonly side: number;
  readonly bandwidth: number;
  readonly values: Float64Array;
}

/** Where an entry on or below the diagonal of a band matrix is. */
export function placeIn({ bandwidth }: Band, row: number, column: number): number {
  return (row + 1) * bandwidth + column;
}

/**
 * Whether `‖W‖₂² ≤ bound²` is proven by Cholesky of `s·I − G`, with G the computed `WWᵀ`: where it runs
 * through, `‖W‖₂² ≤ s·(1 + e)` with `e = γ·side` (Rump, Verification of positive definiteness, 2006; Higham,
 * theorem 10.3: the factor is off by `γ_(bandwidth+2)` times the trace of `s·I − G`, and G by `γ_terms` times its
 * own; the two traces add up to `side·s`).
 *
 * @param gram G; it is overwritten
 * @param terms of the sums in G
 */
export function provesBound(gram: Band, terms: number, s: number, bound: number): boolean {
  const { side, bandwidth, values } = gram;
  const e = multiplyUp(gamma(Math.max(bandwidth + 2, terms) + 4), exactly(side));
  if (!(s * (1 + e) < Infinity && aboveUp(s, e) <= nextDown(bound * bound))) return false;
  for (let at = 0; at < values.length; at++) values[at] = -(values[at] ?? NaN);
  for (let row = 0; row < side; row++) {
    const diagonal = placeIn(gram, row, row);
    values[diagonal] = s + (values[diagonal] ?? NaN);
  }
  return isPositiveDefinite(gram);
}

/** `s·(1 + e)`, rounded up. */
function aboveUp(s: number, e: UpperBound): number {
  return multiplyUp(exactly(s), exactly(1 + e + 2 ** -52));
}

/** Runs Cholesky's algorithm, row by row; the factor overwrites the matrix. */
function isPositiveDefinite(matrix: Band): boolean {
  const { side, bandwidth, values } = matrix;
  for (let row = 0; row < side; row++) {
    const first = Math.max(0, row - bandwidth);
    for (let column = first; column <= row; column++) {
      const from = Math.max(first, column - bandwidth);
      const own = placeIn(matrix, row, from);
      const above = placeIn(matrix, column, from);
      const sum = dot(values, own, values, above, column - from);
      const at = own + column - from;
      const rest = (values[at] ?? NaN) - sum;
      if (column < row) values[at] = rest / (values[placeIn(matrix, column, column)] ?? NaN);
      else if (rest > 0) values[at] = Math.sqrt(rest);
      else return false;
    }
  }
  return true;
}
