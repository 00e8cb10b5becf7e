import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withoutGradient } from "../gradient.js";
import { rowsOf } from "../margin.js";
import type { LossInputs } from "./loss.js";

/** How the logits stand to that of the label t, and how far an attack within ε can move them. */
export interface LabelMargins {
  /** z_j = y_j − y_t, `[N, m]`: 0 at t. */
  readonly differences: Tensor;
  /** ε · K_tj, `[N, m]`: the most that an attack adds to z_j; 0 at t. */
  readonly gains: Tensor;
  /** `[N, m]`, bool: true at t. */
  readonly isLabel: Tensor;
}

/** The margins of a batch. */
export function labelMargins({ logits, labels, constants, epsilon }: LossInputs): LabelMargins {
  const classes = logits.shape.at(-1) ?? 0;
  const oneHot = tf.oneHot(labels, classes, 1, 0, "float32");
  const labelLogits = tf.sum(tf.mul(oneHot, logits), 1, true);
  return {
    differences: tf.sub(logits, labelLogits),
    gains: tf.mul(rowsOf(oneHot, constants), epsilon),
    isLabel: tf.cast(oneHot, "bool"),
  };
}

/**
 * log Σ_{j≠t} exp(x_j), `[N]`, of x `[N, m]`. Where x_t = 0 it is the log-odds against the label under
 * softmax(x), so that −log p_t is its softplus: exact too where p_t is almost 0 or 1.
 */
export function logOddsAgainst(x: Tensor, isLabel: Tensor): Tensor {
  const others = tf.where(isLabel, -Infinity, x);
  const largest = withoutGradient(() => tf.max(others, 1, true));
  const sum = tf.sum(tf.exp(tf.sub(others, largest)), 1);
  return tf.add(tf.squeeze(largest, [1]), tf.log(sum));
}
