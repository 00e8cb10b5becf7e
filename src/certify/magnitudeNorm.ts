import type { LinearMap } from "./linearMap.js";
import { powerOfTwo } from "./powerOfTwo.js";
import { sumInflation } from "./roundingError.js";
import {
  addUp,
  exactly,
  larger,
  multiplyUp,
  squareRootUp,
  tighter,
  type UpperBound,
} from "./upperBound.js";

// An entry of x this far below the largest is raised to it, so that x stays positive.
const floor = 2 ** -60;

// Far above what underflow takes from a quotient by an entry of x, far below any norm of interest.
const underflowError = exactly(2 ** -900);

/**
 * An upper bound of the spectral norm of a map A without negative entries: `‖A‖₂² ≤ max_i (AᵀAx)_i/x_i`
 * for any positive x (Collatz and Wielandt); for x = 1 that is at most ‖A‖₁·‖A‖∞, and power iteration
 * makes it the norm.
 *
 * @param map its largest entry 0, or between 1 and 2
 * @param terms at least the number of terms of an entry of Ax plus that of an entry of Aᵀy
 * @param iterations at least 1
 */
export function nonNegativeNorm(map: LinearMap, terms: number, iterations: number): UpperBound {
  let vector = new Float64Array(map.inputs).fill(1);
  let square: UpperBound | undefined;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const image = map.applyTransposed(map.apply(vector));
    const ratio = multiplyUp(largestRatio(image, vector), sumInflation(terms + 1));
    square = square === undefined ? ratio : tighter(square, ratio);
    vector = positive(image);
  }
  return squareRootUp(addUp(square ?? exactly(0), underflowError));
}

function largestRatio(image: Float64Array, vector: Float64Array): UpperBound {
  let largest = exactly(0);
  for (const [index, value] of image.entries()) {
    largest = larger(largest, exactly(value / (vector[index] ?? NaN)));
  }
  return largest;
}

/** A multiple of the vector with entries between `floor` and 2. */
function positive(vector: Float64Array): Float64Array<ArrayBuffer> {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, value);
  const scale = largest === 0 ? 1 : powerOfTwo(largest);
  return Float64Array.from(vector, (value) => Math.max(value / scale, floor));
}
