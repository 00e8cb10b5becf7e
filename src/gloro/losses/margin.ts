import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { labelMargins, logOddsAgainst } from "./labelMargins.js";
import type { LossInputs } from "./loss.js";

/**
 * Cross-entropy, `[N]`, of the worst logits within ε, y_j + ε·K_tj, against the label t: EMMA with
 * a = 1, as its first snapshot has it (`margin_loss` in LiResNet's code).
 */
export function margin(inputs: LossInputs): Tensor {
  const { differences, gains, isLabel } = labelMargins(inputs);
  return tf.softplus(logOddsAgainst(tf.add(differences, gains), isLabel));
}
