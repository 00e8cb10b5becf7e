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
}
