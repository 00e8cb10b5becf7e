import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withoutGradient } from "../gradient.js";
import { labelMargins, logOddsAgainst } from "./labelMargins.js";
import type { LabelMargins } from "./labelMargins.js";
import type { LossInputs } from "./loss.js";

/** The least share a_j: a class far from winning, or already ahead, keeps a little of its gain. */
const leastShare = 0.01;
/** The least ε·K_tj that a margin is divided by. */
const leastGain = 1e-8;

/**
 * EMMA (efficient margin maximisation, Hu et al. 2023, arXiv 2301.12549), `[N]`: cross-entropy of
 * z_j + a_j·ε·K_tj against the label t, where z_j = y_j − y_t and the constant a_j =
 * clip(−z_j/(ε·K_tj), 0.01, 1) is the share of ε that an attack needs to make the class j win.
 */
export function emma(inputs: LossInputs): Tensor {
  const margins = labelMargins(inputs);
  return tf.softplus(logOddsAgainst(attackedDifferences(margins), margins.isLabel));
}

/** z_j + a_j·ε·K_tj, `[N, m]`: 0 at the label. */
export function attackedDifferences({ differences, gains }: LabelMargins): Tensor {
  const shares = withoutGradient(() =>
    tf.clipByValue(tf.div(tf.neg(differences), tf.maximum(gains, leastGain)), leastShare, 1),
  );
  return tf.add(differences, tf.mul(shares, gains));
}
