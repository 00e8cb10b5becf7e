import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

// 2^32 divided by the golden ratio: keeps the words apart where the numbers are small or zero.
const goldenGamma = 0x9e3779b9;
const none = -1;

/**
 * The random numbers of one place in a run. They depend on the three numbers alone, so an example's
 * augmentation is the same whichever batch, thread or resumed run draws it.
 *
 * @param seed - the run's seed, a 32-bit integer
 * @param epoch - the epoch, where it matters
 * @param example - the example's index in its split, where it matters
 */
export function randomStream(seed: number, epoch = none, example = none): RandomGenerator {
  const first = mix(seed + goldenGamma);
  const second = mix((first ^ epoch) + goldenGamma);
  const third = mix((second ^ example) + goldenGamma);
  return xoroshiro128plusFromState([first, second, third, mix(third + goldenGamma)]);
}

/** The finalizer of MurmurHash3: a bijection of 32-bit integers in which every bit moves half of them. */
function mix(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
