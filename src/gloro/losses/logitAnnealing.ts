import * as tf from "@tensorflow/tfjs-core";
import { attackedDifferences } from "./emma.js";
import { labelMargins, logOddsAgainst } from "./labelMargins.js";
import type { Loss } from "./loss.js";

/** What logit annealing may be told; the defaults are those of BRONet. */
export interface LogitAnnealingOptions {
  /** T, by which the logits are divided; default 0.75. */
  readonly temperature?: number;
  /** ξ, which is taken off the label's logit; default 2. */
  readonly offset?: number;
  /** The exponent γ of 1 − p, which fades out examples that are safe; default 5. */
  readonly gamma?: number;
}

/**
 * Logit annealing on EMMA's logits, `[N]` (Lai et al. 2025, arXiv 2505.15174; BRONet's code):
 * −T·(1 − p)^γ·log p, with p the label's probability under softmax((logits − ξ at the label)/T).
 */
export function logitAnnealing({
  temperature = 0.75,
  offset = 2,
  gamma = 5,
}: LogitAnnealingOptions): Loss["perExample"] {
  return (inputs) => {
    const margins = labelMargins(inputs);
    const scaled = tf.div(attackedDifferences(margins), temperature);
    const odds = tf.add(logOddsAgainst(scaled, margins.isLabel), offset / temperature);
    // p = σ(−odds): −log p is softplus(odds), and (1 − p)^γ is exp(−γ·softplus(−odds)).
    const annealing = tf.exp(tf.mul(tf.softplus(tf.neg(odds)), -gamma));
    return tf.mul(tf.mul(annealing, tf.softplus(odds)), temperature);
  };
}
