import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withoutGradient } from "../gradient.js";

/**
 * The label's place among the logits `[N, m]`, int32, `[N]`: 1 where its logit is the largest; of equal
 * logits the first class comes first, and where any is NaN the label comes last. No gradient.
 */
export function labelRank(logits: Tensor, labels: Tensor): Tensor {
  const classes = logits.shape.at(-1) ?? 0;
  return withoutGradient(() => {
    const oneHot = tf.oneHot(labels, classes, 1, 0, "float32");
    const logit = tf.sum(tf.mul(oneHot, logits), 1, true);
    const indices = tf.tensor1d(
      Array.from({ length: classes }, (_, index) => index),
      "int32",
    );
    const tiedAfter = tf.logicalAnd(
      tf.equal(logits, logit),
      tf.greater(indices, tf.expandDims(labels, 1)),
    );
    const after = tf.logicalOr(tf.less(logits, logit), tiedAfter);
    return tf.cast(tf.sub(classes, tf.sum(tf.cast(after, "float32"), 1)), "int32");
  });
}
