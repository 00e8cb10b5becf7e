import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { MetricInputs } from "./metric.js";

/** Whether the point is certified, y_j > y_⊥ strictly: bool, `[N]`. NaN is not certified. */
export function certified({ logits, bottom }: Pick<MetricInputs, "logits" | "bottom">): Tensor {
  return tf.greater(tf.max(logits, 1), bottom);
}
