import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { labelRank } from "../relaxations/labelRank.js";
import type { MetricInputs } from "./metric.js";

/** Whether the label is among the k largest logits, ⊥ ignored: bool, `[N]`. */
export function topKAccuracy({ logits, labels }: MetricInputs, k: number): Tensor {
  return tf.lessEqual(labelRank(logits, labels), k);
}
