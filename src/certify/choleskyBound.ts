import { bandCholesky } from "./bandCholesky.js";
import type { BandMatrix } from "./bandMatrix.js";
import { gamma } from "./roundingError.js";
import {
  addUp,
  exactly,
  multiplyUp,
  squareRootUp,
  type Estimate,
  type UpperBound,
} from "./upperBound.js";

/** An upper bound of a norm, and the candidate that was proven. */
export interface ProvenNorm {
  readonly bound: UpperBound;
  /** `sigma²·I − G` is positive definite, but for rounding. */
  readonly sigma: number;
}

// A failed try is followed by one so many times as far above the estimate, up to the last.
const widening = 10;
const widest = 0.01;

/**
 * Proves an upper bound of ‖W‖₂ just above an estimate: where Cholesky of `s·I − G`, with `G = WWᵀ`,
 * runs through, `‖W‖₂² ≤ s + error`.
 *
 * Rounding (Rump, Verification of positive definiteness, 2006; Higham, Accuracy and Stability of
 * Numerical Algorithms, theorem 10.3): for A, the computed `s·I − G`, and bandwidth b, the factor has
 * `‖L·Lᵀ − A‖₂ ≤ γ_(b+2) / (1 − γ_(b+2)) · trace A`; the computed G is off by at most
 * `γ_terms · trace G`, and the diagonal of A by u·A_ii. The diagonals of A and G add up to s, so the
 * error is at most `γ_(max(b, terms)+8) · side · s`.
 *
 * @param gram G, its entries sums of at most `terms` products, the largest neither huge nor tiny
 * @param norm about ‖W‖₂
 * @param gap how far above its square, as a share, a proof is tried first
 * @returns nothing where none was found up to 1% above that square
 */
export function choleskyBound(
  gram: BandMatrix,
  terms: number,
  norm: Estimate,
  gap: number,
): ProvenNorm | undefined {
  for (let above = gap; above <= widest; above *= widening) {
    const candidate = norm * norm * (1 + above);
    if (!bandCholesky(minusGram(candidate, gram))) continue;
    const square = exactly(candidate);
    const error = multiplyUp(
      multiplyUp(gamma(Math.max(gram.bandwidth, terms) + 8), exactly(gram.side)),
      square,
    );
    return { bound: squareRootUp(addUp(square, error)), sigma: Math.sqrt(candidate) };
  }
  return undefined;
}

/** `s·I − G`. */
function minusGram(s: number, gram: BandMatrix): BandMatrix {
  const values = new Float64Array(gram.values.length);
  for (let place = 0; place < values.length; place++) values[place] = -(gram.values[place] ?? NaN);
  for (let row = 0; row < gram.side; row++) {
    const diagonal = (row + 1) * gram.reach + row;
    values[diagonal] = s + (values[diagonal] ?? 0);
  }
  return { ...gram, values };
}
