import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { cleanAccuracy } from "./cleanAccuracy.js";
import type { Metric, MetricInputs, MetricName } from "./metric.js";
import { rejectionRate } from "./rejectionRate.js";
import { relaxedVra } from "./relaxedVra.js";
import { topKAccuracy } from "./topKAccuracy.js";
import { vra } from "./vra.js";

export type { Metric, MetricInputs, MetricName } from "./metric.js";
export { parseMetric } from "./parseMetric.js";

/** What holds of each example: bool, `[N]`. */
const metrics: { [K in MetricName]: (inputs: MetricInputs, asked: Metric<K>) => Tensor } = {
  cleanAccuracy,
  vra,
  rejectionRate,
  topKAccuracy: (inputs, { k }) => topKAccuracy(inputs, k),
  rtkVra: relaxedVra,
  affinityVra: relaxedVra,
};

/** The names of the metrics. */
export const metricNames: readonly string[] = Object.keys(metrics);

/**
 * A metric of each example, `[N]`: 1 or 0. Its mean over a data set is the rate. No gradient. Throws
 * GloroError for the VRA of a relaxed net where the net is none.
 */
export function metric<K extends MetricName>(asked: Metric<K>, inputs: MetricInputs): Tensor {
  return tf.cast(metrics[asked.name](inputs, asked), "float32");
}
