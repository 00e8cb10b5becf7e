import * as tf from "@tensorflow/tfjs-core";
import type { Loss, LossInputs } from "./loss.js";
import { terms } from "./terms.js";

/** What cross-entropy may be told. */
export interface CrossentropyOptions {
  /** T, by which logits and ⊥ are divided; default 1. */
  readonly temperature?: number;
}

/**
 * Cross-entropy of softmax([y, y_⊥]/T) against the label, `[N]` (Leino et al. 2021): adding ⊥ to the
 * softmax multiplies p_t by Z/(Z + exp(y_⊥)), whose logarithm is the robust term.
 */
export function crossentropy({ temperature = 1 }: CrossentropyOptions): Loss["perExample"] {
  return (inputs) => {
    const { standard, robust } = terms(temperature === 1 ? inputs : dividedBy(inputs, temperature));
    return tf.add(standard, robust);
  };
}

function dividedBy(inputs: LossInputs, temperature: number): LossInputs {
  const { logits, bottom } = inputs;
  return { ...inputs, logits: tf.div(logits, temperature), bottom: tf.div(bottom, temperature) };
}
