import { powerOfTwo } from "./powerOfTwo.js";
import { sumInflation } from "./roundingError.js";
import { exactly, multiplyUp, squareRootUp, type UpperBound } from "./upperBound.js";

// Squares of numbers whose largest lies between do not overflow, and what vanishes beside it does not count.
const unscaled = [2 ** -400, 2 ** 400] as const;

/** An upper bound of the Euclidean norm, free of overflow and underflow. @throws RangeError for NaN */
export function normUp(vector: Float32Array | Float64Array): UpperBound {
  let largest = 0;
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i] ?? NaN));
  if (largest === 0) return exactly(0);
  const scale = largest > unscaled[0] && largest < unscaled[1] ? 1 : powerOfTwo(largest);
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += ((vector[i] ?? NaN) / scale) ** 2;
  const squares = multiplyUp(exactly(sum), sumInflation(vector.length + 1));
  return multiplyUp(squareRootUp(squares), exactly(scale));
}
