import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { certified } from "./certified.js";
import { cleanAccuracy } from "./cleanAccuracy.js";
import type { MetricInputs } from "./metric.js";

/** Verified-robust accuracy: whether the point is both correct and certified. Bool, `[N]`. */
export function vra(inputs: MetricInputs): Tensor {
  return tf.logicalAnd(cleanAccuracy(inputs), certified(inputs));
}
