import type { LinearMap } from "./linearMap.js";
import { randomVector } from "./randomVector.js";
import { unitVector, vectorLength } from "./unitVector.js";

// A smaller step is lost among the rounding errors of the products.
const smallestStep = 1e-14;

/**
 * A unit vector that a linear map stretches almost as far as any, by `x ← WᵀWx / ‖WᵀWx‖`.
 *
 * @param iterations at most; fewer once the norm `‖Wx‖` stands still
 */
export function leadingVector(map: LinearMap, iterations: number): Float64Array {
  let vector = unitVector(randomVector(map.inputs));
  let norm = 0;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const image = map.apply(vector);
    const previous = norm;
    norm = vectorLength(image);
    if (norm - previous <= smallestStep * norm) break;
    vector = unitVector(map.applyTransposed(image));
  }
  return vector;
}
