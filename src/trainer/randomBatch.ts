import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Batch } from "../data/dataSet.js";

/** A batch of random images and labels, always the same, with which steps are timed. */
export function randomBatch(inputShape: readonly number[], classes: number, size: number): Batch {
  const random = xoroshiro128plus(0);
  const entries = inputShape.reduce((product, length) => product * length, size);
  return {
    images: Float32Array.from({ length: entries }, () => uniformFloat64(random)),
    labels: Int32Array.from({ length: size }, () => uniformInt(random, 0, classes - 1)),
    weights: new Float32Array(size).fill(1),
    count: size,
  };
}
