import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** A random number in [lower, upper), uniformly. */
export function uniform(random: RandomGenerator, lower: number, upper: number): number {
  return lower + (upper - lower) * uniformFloat64(random);
}
