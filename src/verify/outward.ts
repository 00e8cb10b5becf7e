import { nextUp } from "../certify/nextFloat.js";
import { exactly, multiplyUp, squareRootUp, type UpperBound } from "../certify/upperBound.js";

/** The unit roundoff u of Float64. */
export const roundoff = 2 ** -53;

/**
 * γ_n = n·u / (1 − n·u) of Higham, Accuracy and Stability of Numerical Algorithms, section 3.1, for the n
 * below 2^40 that occur here: with the thousandth that covers the quotient and the roundings of this line.
 */
export function gamma(terms: number): UpperBound {
  return exactly(1.001 * terms * roundoff);
}

/** A sum that was computed of `terms` non-negative terms of one rounding each, raised to be no smaller than the true one. */
export function raised(sum: number, terms: number): UpperBound {
  return multiplyUp(exactly(sum), exactly(1 + 1.01 * (terms + 1) * roundoff));
}

/** At least the Euclidean norm of Float32 numbers or of others whose squares neither overflow nor vanish. */
export function euclideanUp(values: ArrayLike<number>): UpperBound {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += (values[index] ?? NaN) ** 2;
  // Squares that vanish, as those of Float32 numbers never do.
  return squareRootUp(exactly(nextUp(raised(sum, values.length) + values.length * 2 ** -1074)));
}
