import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withoutGradient } from "../gradient.js";
import { matrix } from "../rank.js";
import type { Rank } from "./ranks.js";
import type { AffinitySets } from "./relaxation.js";

/** For each k, whether the top k lie in one of the sets: bool, `[N, 1]`. No gradient. */
export function topKInOneSet(
  ranks: readonly Rank[],
  sets: AffinitySets,
  classes: number,
): Tensor[] {
  const membership = tf.tensor2d(
    Array.from({ length: classes }, (_, index) => sets.map((set) => Number(set.includes(index)))),
  );
  return ranks.map(({ topK }, position) =>
    withoutGradient(() => {
      const shared = tf.matMul(matrix(tf.cast(topK, "float32")), membership);
      return tf.equal(tf.max(shared, 1, true), position + 1);
    }),
  );
}

/** The classes that lie in no set. */
export function classesInNoSet(sets: AffinitySets, classes: number): number[] {
  return Array.from({ length: classes }, (_, index) => index).filter(
    (index) => !sets.some((set) => set.includes(index)),
  );
}
