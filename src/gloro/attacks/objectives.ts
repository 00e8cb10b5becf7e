import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withoutGradient } from "../gradient.js";

/** What an attack tries to overturn: that all classes of `top` have larger logits than all `rivals`. */
export interface TopOverRivals {
  /** `[N, m]`, bool; one in each row at least. */
  readonly top: Tensor;
  /** `[N, m]`, bool; one in each row at least, none of them in `top`. */
  readonly rivals: Tensor;
}

/** The names of what an attack can climb. */
export const attackObjectives = ["margin", "crossentropy"] as const;
/** What an attack climbs, by name. */
export type AttackObjective = (typeof attackObjectives)[number];

/**
 * The objectives, `[N]`, of logits `[N, m]`.
 *
 * - `margin`: `max_{i ∈ rivals} y_i − min_{j ∈ top} y_j`: above 0 where a rival has overtaken.
 * - `crossentropy`: the same with log-sum-exp for the maximum and the minimum. With one class on top and
 *   all others as rivals the cross-entropy is its softplus: the direction is the same, and it does not
 *   vanish where the network is sure.
 */
export const objectiveOf: {
  readonly [K in AttackObjective]: (logits: Tensor, classes: TopOverRivals) => Tensor;
} = {
  margin: (logits, classes) => overtaking(logits, classes, (y) => tf.max(y, 1)),
  crossentropy: (logits, classes) => overtaking(logits, classes, logSumExp),
};

function overtaking(
  logits: Tensor,
  { top, rivals }: TopOverRivals,
  largest: (y: Tensor) => Tensor,
): Tensor {
  const leading = largest(tf.where(rivals, logits, -Infinity));
  const trailing = largest(tf.where(top, tf.neg(logits), -Infinity));
  return tf.add(leading, trailing);
}

function logSumExp(y: Tensor): Tensor {
  const largest = withoutGradient(() => tf.max(y, 1, true));
  return tf.add(tf.squeeze(largest, [1]), tf.log(tf.sum(tf.exp(tf.sub(y, largest)), 1)));
}
