import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A seeded source of numbers for tests. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** `count` numbers in [−scale, scale), each a Float32. */
  floats(count: number, scale?: number): Float64Array;
}

export function random(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  // The generator's first numbers hardly differ between neighbouring seeds.
  for (let i = 0; i < 20; i++) generator.next();
  return {
    whole: (least, most) => uniformInt(generator, least, most),
    floats: (count, scale = 1) =>
      Float64Array.from({ length: count }, () =>
        Math.fround((2 * uniformFloat64(generator) - 1) * scale),
      ),
  };
}
