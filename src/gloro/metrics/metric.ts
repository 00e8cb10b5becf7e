import type { Tensor } from "@tensorflow/tfjs-core";
import type { Predicted } from "../margin.js";

/** What the metrics are computed from. */
export interface MetricInputs {
  /** y, `[N, m]`. */
  readonly logits: Tensor;
  readonly predicted: Predicted;
  /** y_⊥, `[N]`. */
  readonly bottom: Tensor;
  /** Class indices, `[N]`, int32. */
  readonly labels: Tensor;
  /** For each k, whether the top k are guaranteed: bool, `[N, K]`; of a relaxed net only. */
  readonly guarantee?: Tensor;
}

/** What each metric must be told. */
interface MetricOptions {
  cleanAccuracy: object;
  /** Whether the label's logit is the largest and the point certified, on a relaxed net as well. */
  vra: object;
  rejectionRate: object;
  /** Whether the label is among the k largest logits; k from 1. */
  topKAccuracy: { readonly k: number };
  /** The VRA of a relaxed net. */
  rtkVra: object;
  /** The same: each relaxation has its name for it. */
  affinityVra: object;
}

/** The name of a metric. */
export type MetricName = keyof MetricOptions;

/** A metric with what it must be told; of name `K` where that is given. */
export type Metric<K extends MetricName = MetricName> = {
  [P in K]: { readonly name: P } & MetricOptions[P];
}[K];
