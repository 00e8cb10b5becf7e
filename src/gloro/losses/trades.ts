import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { LossInputs } from "./loss.js";
import { terms } from "./terms.js";

/**
 * TRADES with KL divergence, `[N]` (Leino et al. 2021): cross-entropy of softmax(y) plus
 * λ · KL(softmax(y) extended with 0 ‖ softmax([y, y_⊥])). Exact, where Keras clips probabilities to
 * 1e-7 and so stops the gradient once the KL passes about 16.
 */
export function tradesKl(inputs: LossInputs): Tensor {
  const { standard, robust } = terms(inputs);
  return tf.add(standard, tf.mul(inputs.lambda, robust));
}

/** What both forms start from: the cross-entropy of softmax(y), `[N]`. */
export function standardTerm(inputs: LossInputs): Tensor {
  return terms(inputs).standard;
}

/** TRADES with cross-entropy, `[N]`: as with KL, but the robust term keeps the entropy of softmax(y). */
export function tradesCe(inputs: LossInputs): Tensor {
  const { standard, robust, entropy } = terms(inputs);
  return tf.add(standard, tf.mul(inputs.lambda, tf.add(robust, entropy())));
}
