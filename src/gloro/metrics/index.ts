import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { cleanAccuracy } from "./cleanAccuracy.js";
import type { MetricInputs } from "./metric.js";
import { rejectionRate } from "./rejectionRate.js";
import { vra } from "./vra.js";

export type { MetricInputs } from "./metric.js";

/** The metrics, by the names of the programs' outputs. */
export const metricNames = ["cleanAccuracy", "vra", "rejectionRate"] as const;
export type MetricName = (typeof metricNames)[number];

/** What holds of each example: bool, `[N]`. */
const metrics: { [K in MetricName]: (inputs: MetricInputs) => Tensor } = {
  cleanAccuracy,
  vra,
  rejectionRate,
};

/** A metric of each example, `[N]`: 1 or 0. Its mean over a data set is the rate. No gradient. */
export function metric(name: MetricName, inputs: MetricInputs): Tensor {
  return tf.cast(metrics[name](inputs), "float32");
}
