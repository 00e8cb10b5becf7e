import { sumInflation } from "./roundingError.js";
import { exactly, multiplyUp, type UpperBound } from "./upperBound.js";

/** An upper bound of the sum of squares; `exactly` is the computed sum, which the inflation raises. */
export function sumOfSquaresUp(values: Float64Array): UpperBound {
  let sum = 0;
  for (const value of values) sum += value * value;
  return multiplyUp(exactly(sum), sumInflation(values.length + 1));
}

/** An upper bound of the sum of absolute values, in the same way. */
export function sumOfAbsoluteValuesUp(values: Float64Array): UpperBound {
  let sum = 0;
  for (const value of values) sum += Math.abs(value);
  return multiplyUp(exactly(sum), sumInflation(values.length));
}
