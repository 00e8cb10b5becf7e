import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { GloroError } from "../errors.js";
import { labelRank } from "../relaxations/labelRank.js";
import { certified } from "./certified.js";
import type { MetricInputs } from "./metric.js";

/**
 * The VRA of a relaxed net (Leino & Fredrikson 2021): whether the point is certified and its label
 * within the largest top k that is guaranteed. Bool, `[N]`. Throws GloroError for a net without
 * guarantees.
 */
export function relaxedVra(inputs: MetricInputs): Tensor {
  const { guarantee, logits, labels } = inputs;
  if (!guarantee) {
    throw new GloroError("rtk_vra and affinity_vra need a relaxed net; give the net a relaxation.");
  }
  const largestK = guarantee.shape[1] ?? 0;
  const everyK = tf.tensor1d(Array.from({ length: largestK }, (_, index) => index + 1));
  const loosest = tf.max(tf.mul(tf.cast(guarantee, "float32"), everyK), 1);
  const rank = tf.cast(labelRank(logits, labels), "float32");
  return tf.logicalAnd(tf.lessEqual(rank, loosest), certified(inputs));
}
