import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

const seed = 1;

/**
 * Numbers in [−0.5, 0.5), the same at every call: a start for iterations, which need one that is not
 * orthogonal to what they look for, and should find the same each time.
 */
export function randomVector(count: number): Float64Array {
  const random = xoroshiro128plus(seed);
  return Float64Array.from({ length: count }, () => uniformFloat64(random) - 0.5);
}
