import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withoutGradient } from "../gradient.js";
import type { LossInputs } from "./loss.js";

/** The terms that the losses are sums of, `[N]` each. Z is Σ_i exp(y_i), p is softmax(y). */
export interface Terms {
  /** Cross-entropy of softmax(y) against the label t: log Z − y_t. */
  readonly standard: Tensor;
  /**
   * KL divergence of softmax([y, y_⊥]) from p extended with 0. Their ratio is the same for every class,
   * so it is log(1 + exp(y_⊥ − log Z)): no probability is ever formed, nor clipped.
   */
  readonly robust: Tensor;
  /** The entropy of p: log Z − Σ_i p_i y_i. */
  readonly entropy: () => Tensor;
}

/** The terms of a batch. */
export function terms({ logits, bottom, labels }: LossInputs): Terms {
  const classes = logits.shape.at(-1) ?? 0;
  // Every term is unchanged when all logits are shifted, so the shift may be a constant.
  const largest = withoutGradient(() => tf.max(logits, 1, true));
  const shifted = tf.sub(logits, largest);
  const exponentials = tf.exp(shifted);
  const sum = tf.sum(exponentials, 1);
  const logSum = tf.log(sum);
  const oneHot = tf.oneHot(labels, classes, 1, 0, "float32");
  return {
    standard: tf.sub(logSum, tf.sum(tf.mul(oneHot, shifted), 1)),
    robust: tf.softplus(tf.sub(tf.sub(bottom, tf.squeeze(largest, [1])), logSum)),
    entropy: () => tf.sub(logSum, tf.div(tf.sum(tf.mul(exponentials, shifted), 1), sum)),
  };
}
