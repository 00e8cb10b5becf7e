import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withoutGradient } from "../gradient.js";
import { marginRadii, predictedClass, rowsOf } from "../margin.js";
import type { Predicted } from "../margin.js";
import { classesInNoSet, topKInOneSet } from "./allowed.js";
import { leastOutside, ranksOf } from "./ranks.js";
import type { Rank } from "./ranks.js";
import { largestK } from "./relaxation.js";
import type { AffinitySets, Relaxation } from "./relaxation.js";

/** What a relaxed net answers beside its logits. */
export interface RelaxedNet {
  /** y_⊥, `[N]`. */
  readonly bottom: Tensor;
  /** For each k from 1 to K, whether the top k are guaranteed at ε: bool, `[N, K]`. No gradient. */
  readonly guarantee: Tensor;
  /**
   * For each k the radius up to which the top k are guaranteed, `[N, K]`: the smallest
   * (y_j − y_i)/K_ji over j in the top k and i outside. 0 where logits tie across its edge, +∞ where
   * nothing depends on the input, −1 where the relaxation does not allow this top k. Computed where
   * called.
   */
  readonly relaxedRadii: () => Tensor;
}

/**
 * The relaxed net of logits `[N, m]` with margin constants K `[m, m]` at a scalar ε (Leino &
 * Fredrikson 2021). For k from 1 to K, m_k is the smallest y_j − y_i − ε·K_ji over j in the top k and
 * i outside; the top k are guaranteed where m_k > 0, and y_⊥ = max y − max_k m_k, over the k that the
 * relaxation allows. For `rtk` with k = 1 that is the GloRo Net itself.
 *
 * Where the predicted class lies in no affinity set no k is allowed, and the Python library's y_⊥ is
 * +∞, which no loss survives. Here m_1 of the largest logit that does lie in a set takes the place:
 * never above 0, so that the answer is ⊥, and continuous where that class becomes the predicted one.
 */
export function relaxedNet(
  logits: Tensor,
  predicted: Predicted,
  constants: Tensor,
  epsilon: Tensor,
  relaxation: Relaxation,
): RelaxedNet {
  const classes = logits.shape.at(-1) ?? 0;
  const ranks = ranksOf(logits, predicted, largestK(relaxation));
  const sets = relaxation.kind === "affinity" ? relaxation.sets : undefined;
  const allowed = sets && topKInOneSet(ranks, sets, classes);
  /** The columns of each k as they are where that k is allowed, and `otherwise` elsewhere. */
  const restrict = (columns: readonly Tensor[], otherwise: number) =>
    columns.map((column, position) => {
      const isAllowed = allowed?.[position];
      return isAllowed ? tf.where(isAllowed, column, otherwise) : column;
    });

  const marginOf = ({ oneHot }: Rank) =>
    tf.sub(marginsOver(logits, oneHot), tf.mul(rowsOf(oneHot, constants), epsilon));
  const margins = restrict(leastOutside(ranks, marginOf), -Infinity);
  const nearest = sets && nearestInSets(logits, sets, classes);
  const instead = nearest ? leastOutside([nearest], marginOf) : [];
  // Pair by pair: one margin may decide several m_k, and tf.max would pass its gradient on from each.
  const best = [...margins, ...instead].reduce((a, b) => tf.maximum(a, b));
  return {
    bottom: tf.sub(tf.max(logits, 1), tf.squeeze(best, [1])),
    guarantee: withoutGradient(() => tf.greater(tf.concat(margins, 1), 0)),
    relaxedRadii: () => {
      const radiiOf = ({ oneHot }: Rank) =>
        marginRadii(marginsOver(logits, oneHot), rowsOf(oneHot, constants));
      return tf.concat(restrict(leastOutside(ranks, radiiOf), -1), 1);
    },
  };
}

/** y_j − y_i for the class j of each example, `[N, m]`. */
function marginsOver(logits: Tensor, oneHot: Tensor): Tensor {
  // A sum with one-hot rows: exact, and a logit that is NaN or infinite makes the whole row NaN.
  return tf.sub(tf.sum(tf.mul(oneHot, logits), 1, true), logits);
}

/** The largest logit's class among those in a set; undefined where every class is in one. */
function nearestInSets(logits: Tensor, sets: AffinitySets, classes: number): Rank | undefined {
  const outside = classesInNoSet(sets, classes);
  if (outside.length === 0) return undefined;
  const penalties = Array.from({ length: classes }, (_, index) =>
    outside.includes(index) ? -Infinity : 0,
  );
  const { oneHot, mask } = predictedClass(
    withoutGradient(() => tf.add(logits, tf.tensor1d(penalties))),
  );
  return { oneHot, topK: mask };
}
