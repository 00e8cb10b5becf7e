import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { MetricInputs } from "./metric.js";

/** Whether the prediction, ⊥ ignored, is the label: bool, `[N]`. */
export function cleanAccuracy({ predicted, labels }: MetricInputs): Tensor {
  return tf.equal(predicted.index, labels);
}
