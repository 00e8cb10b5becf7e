import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { certified } from "./certified.js";
import type { MetricInputs } from "./metric.js";

/** Whether the GloRo Net answers ⊥: bool, `[N]`. */
export function rejectionRate(inputs: MetricInputs): Tensor {
  return tf.logicalNot(certified(inputs));
}
