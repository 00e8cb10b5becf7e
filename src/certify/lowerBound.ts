import { nextDown, nextUp } from "./nextFloat.js";

declare const lowerBoundMark: unique symbol;

/** A number proven to be at most the quantity it stands for. Finite and never negative. */
export type LowerBound = number & { readonly [lowerBoundMark]: true };

/**
 * Takes a number that is known, without rounding, to be a lower bound; one below 0 becomes 0.
 *
 * @throws RangeError for NaN and infinity
 */
export function atLeast(value: number): LowerBound {
  if (!Number.isFinite(value)) throw new RangeError(`A lower bound must be finite, got ${value}.`);
  return Math.max(0, value) as LowerBound;
}

// IEEE 754 rounds each operation to the nearest float: the next float down is never above the true result.
/** Takes a result of ONE rounded operation on lower bounds. */
function roundedDown(nearest: number): LowerBound {
  return atLeast(nextDown(nearest));
}

/** `a · b`, rounded down. */
export function multiplyDown(a: LowerBound, b: LowerBound): LowerBound {
  return roundedDown(a * b);
}

/** `a − b`, rounded down, for a `b` that is not below what it stands for. */
export function subtractDown(a: LowerBound, b: number): LowerBound {
  return roundedDown(a - b);
}

/** The Euclidean norm of `numerators` over that of `denominators`, rounded down; 0 where that is 0. */
export function normRatioDown(numerators: Float64Array, denominators: Float64Array): LowerBound {
  // A sum of n squares is off by less than (n + 1)·2^-53 of itself, one way or the other.
  const largest = sumOfSquares(denominators) * (1 + (denominators.length + 2) * 2 ** -52);
  if (largest === 0) return atLeast(0);
  const smallest = sumOfSquares(numerators) * (1 - (numerators.length + 2) * 2 ** -52);
  return roundedDown(nextDown(Math.sqrt(smallest)) / nextUp(Math.sqrt(largest)));
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}
