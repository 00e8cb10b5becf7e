import { bandCholesky, solveInPlace } from "./bandCholesky.js";
import type { BandMatrix } from "./bandMatrix.js";
import { randomVector } from "./randomVector.js";
import { gamma } from "./roundingError.js";
import { unitVector, vectorLength } from "./unitVector.js";
import {
  addUp,
  estimate,
  exactly,
  multiplyUp,
  squareRootUp,
  type Estimate,
  type UpperBound,
} from "./upperBound.js";

/** A norm from both sides. */
export interface NormBracket {
  readonly bound: UpperBound;
  /** From below, up to rounding. */
  readonly lowerBound: Estimate;
}

// How close the square of the norm is found; the norm itself to half of it.
const relativeGap = 1e-8;

// Three or four are the rule: at the known bound, near the norm, and at the norm.
const mostFactorisations = 10;

// Inverse iteration ends once a solve moves the eigenvalue by less than this. A solve costs as much as
// 4 / bandwidth factorisations, so that even the most of them are cheaper than a needless attempt.
const settled = 1e-5;
const mostSolves = 200;

/**
 * Tightens an upper bound of ‖W‖₂ by proof: where Cholesky of `s·I − G`, with `G = WWᵀ`, runs through,
 * `‖W‖₂² ≤ s + error`. Inverse iteration with the factor says how far s may come down.
 *
 * Rounding (Rump, Verification of positive definiteness, 2006; Higham, Accuracy and Stability of
 * Numerical Algorithms, theorem 10.3): for A, the computed `s·I − G`, and bandwidth b, the factor has
 * `‖L·Lᵀ − A‖₂ ≤ γ_(b+2) / (1 − γ_(b+2)) · trace A`; the computed G is off by at most
 * `γ_terms · trace G`, and the diagonal of A by u·A_ii. The diagonals of A and G add up to s, so the
 * error is at most `γ_(max(b, terms)+8) · side · s`.
 *
 * @param gram G, its entries sums of at most `terms` products, the largest neither huge nor tiny
 * @param known an upper bound of ‖W‖₂
 * @returns nothing where not even `known` can be proven: it is then tight but for rounding
 */
export function choleskyBound(
  gram: BandMatrix,
  terms: number,
  known: UpperBound,
): NormBracket | undefined {
  const vector = randomVector(gram.side);
  let proven: number | undefined;
  let below = 0;
  let candidate: number = multiplyUp(known, known);
  for (let attempt = 0; attempt < mostFactorisations; attempt++) {
    const factor = bandCholesky(minusGram(candidate, gram));
    if (factor) {
      proven = candidate;
      below = Math.max(below, candidate - smallestEigenvalue(factor, vector));
    } else {
      // Not positive definite: but for rounding, the norm's square is larger.
      below = candidate;
    }
    if (proven === undefined) return undefined;
    if (proven - below <= relativeGap * proven) break;
    // Trust the estimate after a success, not after a failure.
    const step = (proven - below) / (factor ? 200 : 5);
    candidate = below + Math.max(step, (relativeGap / 4) * proven);
  }
  if (proven === undefined) return undefined;

  const square = exactly(proven);
  const error = multiplyUp(
    multiplyUp(gamma(Math.max(gram.bandwidth, terms) + 8), exactly(gram.side)),
    square,
  );
  return {
    bound: squareRootUp(addUp(square, error)),
    lowerBound: estimate(Math.sqrt(below)),
  };
}

/** `s·I − G`. */
function minusGram(s: number, gram: BandMatrix): BandMatrix {
  const values = gram.values.map((value) => -value);
  for (let row = 0; row < gram.side; row++) {
    const diagonal = (row + 1) * gram.reach + row;
    values[diagonal] = s + (values[diagonal] ?? 0);
  }
  return { ...gram, values };
}

/**
 * Estimates, from above, the smallest eigenvalue of `L·Lᵀ` by inverse iteration:
 * `1 / ‖(L·Lᵀ)⁻¹x‖` for a unit vector x. Leaves the vector for the next factor to go on from.
 */
function smallestEigenvalue(factor: BandMatrix, vector: Float64Array): number {
  let eigenvalue = Infinity;
  for (let solve = 0; solve < mostSolves; solve++) {
    const previous = eigenvalue;
    vector.set(unitVector(vector));
    solveInPlace(factor, vector);
    eigenvalue = 1 / vectorLength(vector);
    if (previous - eigenvalue <= settled * eigenvalue) break;
  }
  return eigenvalue;
}
