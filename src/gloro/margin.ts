import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withoutGradient } from "./gradient.js";
import { l2Norm } from "./norm.js";
import { matrix } from "./rank.js";

/** The predicted class j = argmax y of each example; the first, where several tie. No gradient. */
export interface Predicted {
  /** `[N]`, int32. */
  readonly index: Tensor;
  /** `[N, m]`, float32. */
  readonly oneHot: Tensor;
  /** `[N, m]`, bool: true at j. */
  readonly mask: Tensor;
}

/** The predicted classes of logits `[N, m]`. */
export function predictedClass(logits: Tensor): Predicted {
  const classes = logits.shape.at(-1) ?? 0;
  const index = withoutGradient(() => tf.argMax(logits, 1));
  const oneHot = tf.oneHot(index, classes, 1, 0, "float32");
  return { index, oneHot, mask: tf.cast(oneHot, "bool") };
}

/**
 * The margins' Lipschitz constants K_ji = L_sub · ‖W_j − W_i‖, `[m, m]`, with 0 on the diagonal, from
 * the head's kernel W, `[d, m]`, and the scalar L_sub (Leino et al. 2021).
 */
export function marginConstants(headKernel: Tensor, subLipschitz: Tensor): Tensor {
  const columns = tf.transpose(headKernel);
  const differences = tf.sub(tf.expandDims(columns, 1), tf.expandDims(columns, 0));
  return tf.mul(l2Norm(differences, 2), subLipschitz);
}

/** The matrix K, `[m, m]`, as users see it: the margin constants with −1 on the diagonal. */
export function lipschitzConstant(headKernel: Tensor, subLipschitz: Tensor): Tensor {
  const constants = marginConstants(headKernel, subLipschitz);
  return tf.sub(constants, tf.eye(constants.shape[0]));
}

/**
 * The bottom logit y_⊥ = max_{i≠j} (y_i + ε·K_ji), `[N]`, of logits `[N, m]` for a scalar ε. A point
 * is certified at ε iff y_j > y_⊥, strictly.
 */
export function bottomLogit(
  logits: Tensor,
  predicted: Predicted,
  constants: Tensor,
  epsilon: Tensor,
): Tensor {
  const gains = tf.mul(rowsOf(predicted.oneHot, constants), epsilon);
  return tf.max(tf.where(predicted.mask, -Infinity, tf.add(logits, gains)), 1);
}

/**
 * The certified radius min_{i≠j} (y_j − y_i)/K_ji, `[N]`, of logits `[N, m]`: 0 where the largest
 * logit ties, +∞ where no other class depends on the input.
 */
export function certifiedRadius(logits: Tensor, predicted: Predicted, constants: Tensor): Tensor {
  const margins = tf.sub(tf.max(logits, 1, true), logits);
  const radii = marginRadii(margins, rowsOf(predicted.oneHot, constants));
  return tf.min(tf.where(predicted.mask, Infinity, radii), 1);
}

/** The radii within which margins stay above 0, for their constants; both `[N, m]`. */
export function marginRadii(margins: Tensor, constants: Tensor): Tensor {
  const radii = tf.div(margins, constants);
  // A margin of 0 stays 0 where its constant is 0 too; NaN logits certify nothing.
  return tf.where(tf.greater(margins, 0), radii, 0);
}

/** Row j of K, `[N, m]`, for the class j of each example, given as one-hot rows `[N, m]`. */
export function rowsOf(oneHot: Tensor, constants: Tensor): Tensor {
  // A product with one-hot rows: exact, and its gradient is a product too, where gather's is a scatter.
  return tf.matMul(matrix(oneHot), matrix(constants));
}
