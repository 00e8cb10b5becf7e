import { uniformInt } from "pure-rand/distribution/uniformInt";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** The indices `0..count-1` in random order (Fisher-Yates). */
export function shuffledOrder(count: number, random: RandomGenerator): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const chosen = uniformInt(random, 0, last);
    const index = order[last] ?? 0;
    order[last] = order[chosen] ?? 0;
    order[chosen] = index;
  }
  return order;
}
