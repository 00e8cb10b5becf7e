import { denseMap } from "./denseMap.js";
import { gramIteration } from "./gramIteration.js";
import type { Matrix } from "./matrix.js";
import { powerIteration } from "./powerIteration.js";
import type { Estimate, UpperBound } from "./upperBound.js";

/** The bound of a dense layer's spectral norm. */
export interface DenseBound {
  readonly bound: UpperBound;
  readonly method: "gram";
  /** From below, up to rounding: shows how tight the bound is. */
  readonly lowerBound: Estimate;
}

// The bound is then within rows^(2^-25) of the norm: 2e-7 for 512 rows, at 31 ms a round.
const rounds = 24;

const powerIterations = 100;

/**
 * Bounds the spectral norm of a dense kernel by Gram iteration.
 *
 * @param kernel inputs × outputs
 * @throws RangeError where a weight is NaN or infinite
 */
export function denseBound(kernel: Matrix): DenseBound {
  return {
    bound: gramIteration(kernel, rounds),
    method: "gram",
    lowerBound: powerIteration(denseMap(kernel), powerIterations),
  };
}
