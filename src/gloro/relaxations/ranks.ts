import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withoutGradient } from "../gradient.js";
import { predictedClass } from "../margin.js";
import type { Predicted } from "../margin.js";

/** The class in place k of the order of an example's logits, and those up to it. No gradient. */
export interface Rank {
  /** The k-th class, `[N, m]`, float32. */
  readonly oneHot: Tensor;
  /** The top-k set: the k-th class and all before it, `[N, m]`, bool. */
  readonly topK: Tensor;
}

/**
 * The places 1 to `count` of logits `[N, m]`, whose first is `first`. Equal logits are told apart by
 * their index, never by their value, so that a tie leaves one of them outside the top k.
 */
export function ranksOf(logits: Tensor, first: Predicted, count: number): readonly Rank[] {
  let rank: Rank = { oneHot: first.oneHot, topK: first.mask };
  const ranks = [rank];
  while (ranks.length < count) {
    const before = rank.topK;
    const next = predictedClass(withoutGradient(() => tf.where(before, -Infinity, logits)));
    rank = { oneHot: next.oneHot, topK: tf.logicalOr(before, next.mask) };
    ranks.push(rank);
  }
  return ranks;
}

/**
 * For each k, `[N, 1]`: the smallest entry, outside the top k, of the rows that `rowOf` gives, `[N, m]`
 * each, for the classes within it.
 */
export function leastOutside(ranks: readonly Rank[], rowOf: (rank: Rank) => Tensor): Tensor[] {
  let least: Tensor | undefined;
  return ranks.map((rank) => {
    const row = rowOf(rank);
    least = least ? tf.minimum(least, row) : row;
    return tf.min(tf.where(rank.topK, Infinity, least), 1, true);
  });
}
