import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { LossInputs } from "./loss.js";
import { terms } from "./terms.js";

/**
 * Cross-entropy of softmax([y, y_⊥]) against the label, `[N]` (Leino et al. 2021): adding ⊥
 * to the softmax multiplies p_t by Z/(Z + exp(y_⊥)), whose logarithm is the robust term.
 */
export function crossentropy(inputs: LossInputs): Tensor {
  const { standard, robust } = terms(inputs);
  return tf.add(standard, robust);
}
