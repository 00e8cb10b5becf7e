import type { LinearMap } from "./linearMap.js";
import { atLeast, normRatioDown, type LowerBound } from "./lowerBound.js";
import { gamma, sumInflation } from "./roundingError.js";

/** A linear map, and the one of the absolute values of its weights. */
export interface MapWithMagnitudes {
  readonly map: LinearMap;
  readonly magnitudes: LinearMap;
}

/**
 * `‖Wx‖ / ‖x‖` for an x, rounded down: a proven lower bound of the spectral norm. Each entry of the
 * computed Wx is off by at most `γ_n · |W||x|` (Higham, section 3.1), which is taken off.
 *
 * @param vector of length about 1, for weights of about 1: so underflow vanishes in γ_n
 */
export function stretch({ map, magnitudes }: MapWithMagnitudes, vector: Float64Array): LowerBound {
  const image = map.apply(vector);
  if (!image.every(Number.isFinite)) return atLeast(0);
  const sizes = magnitudes.apply(vector.map(Math.abs));
  const share = gamma(map.inputs) * sumInflation(map.inputs);
  const certain = image.map((value, index) =>
    Math.max(0, Math.abs(value) - 2 * share * (sizes[index] ?? NaN)),
  );
  return normRatioDown(certain, vector);
}
