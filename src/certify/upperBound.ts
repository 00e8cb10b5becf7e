import { nextUp } from "./nextFloat.js";

declare const upperBoundMark: unique symbol;
declare const estimateMark: unique symbol;

/** A number proven to be at least the quantity it stands for. Finite and never negative. */
export type UpperBound = number & { readonly [upperBoundMark]: true };

/** A number near the quantity it stands for, on no promised side of it: for people, never for proofs. */
export type Estimate = number & { readonly [estimateMark]: true };

/**
 * Takes a number that is known, without rounding, to be an upper bound.
 *
 * @throws RangeError for a negative number, NaN or an overflow: those bound nothing.
 */
export function exactly(value: number): UpperBound {
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`An upper bound must be a finite number of at least 0, got ${value}.`);
  }
  return value as UpperBound;
}

/** Marks a number as an estimate, which no proof accepts. */
export function estimate(value: number): Estimate {
  return value as Estimate;
}

/** A bound of a constant that the network holds as a Float32, and of the real number that it stands for. */
export function constantUp(value: number): UpperBound {
  return roundedUp(Math.max(value, Math.fround(value)));
}

// IEEE 754 rounds +, × and √ to the nearest float: the next float up is never below the true result.
/** Takes a result of ONE rounded operation on upper bounds. */
function roundedUp(nearest: number): UpperBound {
  return exactly(nextUp(nearest));
}

/** `a + b`, rounded up. */
export function addUp(a: UpperBound, b: UpperBound): UpperBound {
  if (a === 0) return b;
  return b === 0 ? a : roundedUp(a + b);
}

/** `a · b`, rounded up; exactly 0 where a factor is 0. */
export function multiplyUp(a: UpperBound, b: UpperBound): UpperBound {
  return a === 0 || b === 0 ? exactly(0) : roundedUp(a * b);
}

/** `√a`, rounded up. */
export function squareRootUp(a: UpperBound): UpperBound {
  return a === 0 ? a : roundedUp(Math.sqrt(a));
}

/** `√n` of a whole number below 2^53: exact where it is whole, else rounded up. */
export function wholeSquareRootUp(n: number): UpperBound {
  const root = Math.sqrt(n);
  return Number.isInteger(root) && root * root === n ? exactly(root) : roundedUp(root);
}

/** The tighter of two upper bounds of the same quantity. */
export function tighter(a: UpperBound, b: UpperBound): UpperBound {
  return a <= b ? a : b;
}

/** An upper bound of the larger of two quantities. */
export function larger(a: UpperBound, b: UpperBound): UpperBound {
  return a >= b ? a : b;
}
