import type { Tensor } from "@tensorflow/tfjs-core";

/** What a loss is computed from. */
export interface LossInputs {
  /** y, `[N, m]`. */
  readonly logits: Tensor;
  /** y_⊥, `[N]`. */
  readonly bottom: Tensor;
  /** K, `[m, m]`, 0 on the diagonal. */
  readonly constants: Tensor;
  /** Class indices, `[N]`, int32. */
  readonly labels: Tensor;
  /** ε, a scalar. */
  readonly epsilon: Tensor;
  /** λ, a scalar: the loss's base λ times its schedule's multiplier. */
  readonly lambda: Tensor;
}

/** A loss as a config names it. */
export interface Loss {
  /** As written: `sparse_trades_kl.1.5`. */
  readonly name: string;
  /** The base λ, for a loss that has one; a schedule multiplies it. */
  readonly lambda?: number;
  /** The loss of each example, `[N]`. */
  readonly perExample: (inputs: LossInputs) => Tensor;
  /** The part that asks for no robustness, of a loss that has one; the rest is λ times the other part. */
  readonly standard?: (inputs: LossInputs) => Tensor;
}
