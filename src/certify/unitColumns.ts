import { addUp, exactly, multiplyUp, wholeSquareRootUp, type UpperBound } from "./upperBound.js";

/** At least the relative error of a weight that was divided by the norm of its column, in Float64. */
function weightError(inputs: number): UpperBound {
  return exactly((inputs + 8) * 2 ** -53);
}

/** The bound of a kernel that was computed with unit columns, raised to one of the true kernel's norm. */
export function withUnitColumnError(
  bound: UpperBound,
  { inputs, outputs }: { readonly inputs: number; readonly outputs: number },
): UpperBound {
  // Twice: the columns themselves are only nearly of norm 1.
  const error = multiplyUp(weightError(inputs), multiplyUp(exactly(2), wholeSquareRootUp(outputs)));
  return addUp(bound, error);
}
