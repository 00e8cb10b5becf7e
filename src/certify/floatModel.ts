import { GloroError } from "../gloro/errors.js";
import { addUp, exactly, multiplyUp, type UpperBound } from "./upperBound.js";

/**
 * A floating-point arithmetic: +, −, ×, ÷ and √ round to nearest, sums are taken in any order, products
 * may be fused into them, and numbers below the smallest normal one may be taken as 0.
 */
export interface FloatModel {
  /** u: one operation is off by this factor at most. */
  readonly unitRoundoff: number;
  /** The smallest normal number, which is the most that taking a subnormal one as 0 costs. */
  readonly smallestNormal: number;
  /** Results up to here do not overflow; a power of two below the largest number. */
  readonly largest: number;
}

/** What an engine computes with. */
export const float32: FloatModel = {
  unitRoundoff: 2 ** -24,
  smallestNormal: 2 ** -126,
  largest: 2 ** 127,
};

/** What JavaScript computes with. */
export const float64: FloatModel = {
  unitRoundoff: 2 ** -53,
  smallestNormal: 2 ** -1022,
  largest: 2 ** 1023,
};

/**
 * An assumption: what a library's exp, tanh, sigmoid and softplus, with the few operations around them
 * that an activation takes, may be off by, in unit roundoffs of results up to 1.
 */
export const elementaryError = 16;

/** How the entries of a layer's output are computed: sums of terms, each a product or so. */
export interface Arithmetic {
  /** Additions behind one entry: its terms less one. */
  readonly additions: number;
  /** Roundings behind one term, besides the additions; of the sum as a whole, too. */
  readonly roundings: number;
}

/** The error of a computed sum s of terms t_i is at most `terms · Σ|t_i| + sum · |s|`. */
export interface SumRounding {
  readonly terms: UpperBound;
  readonly sum: UpperBound;
}

// Above this many unit roundoffs the second-order terms below would no longer be small.
const mostRoundings = 2 ** -2;

/**
 * Bounds the error of a sum in any order. Each addition rounds a partial sum: the sum of some of the
 * terms, which is at most `(Σ|t_i| + |s|) / 2` (all that are positive, or all that are negative), off by
 * γ·Σ|t_i|. With n additions and k other roundings the error is at most
 * `u·(k + n/2 + (n + k)·γ)·Σ|t_i| + u·(n/2)·|s|`, γ = 2·(n + k)·u: about half of what
 * `γ_n·Σ|t_i|` (Higham, Accuracy and Stability of Numerical Algorithms, section 4.2) would say.
 *
 * @throws GloroError for sums so long that nothing bounds their rounding
 */
export function sumRounding(
  { unitRoundoff }: FloatModel,
  { additions, roundings }: Arithmetic,
): SumRounding {
  const all = additions + roundings;
  if (!(all * unitRoundoff <= mostRoundings)) {
    throw new GloroError(
      `A sum of ${additions + 1} terms may round to anything in this precision. Use a smaller layer.`,
    );
  }
  // Whole and half numbers far below 2^50 times powers of two: exact.
  const firstOrder = exactly((roundings + additions / 2) * unitRoundoff);
  const secondOrder = multiplyUp(exactly(all * unitRoundoff), exactly(2 * all * unitRoundoff));
  return {
    terms: addUp(firstOrder, secondOrder),
    sum: exactly((additions / 2) * unitRoundoff),
  };
}

/**
 * What numbers below the smallest normal one cost an entry: each of its operands and results may be off
 * by `smallestNormal`, and multiply another operand: `perSize` times 1 more than the largest of them.
 */
export function underflow(
  { smallestNormal }: FloatModel,
  { additions, roundings }: Arithmetic,
): UpperBound {
  return exactly(roundingsPerEntry * (additions + roundings + 1) * smallestNormal);
}

// Operands, products, sums and what a kernel was made of; twice that for the roundings after.
const roundingsPerEntry = 8;
