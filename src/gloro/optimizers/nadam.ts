import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import type { Optimizer } from "./optimizer.js";
import { perParameter } from "./perParameter.js";
import type { Update } from "./perParameter.js";

/** What NAdam may be told; the defaults are those of PyTorch. */
export interface NadamOptions {
  /** β₁, default 0.9. */
  readonly beta1?: number;
  /** β₂, default 0.999. */
  readonly beta2?: number;
  /** ε̂, added to the root of the second moment; default 1e-8. */
  readonly epsilon?: number;
  /** ψ, which sets how soon the momentum grows to β₁; default 0.004. Keras 2 takes 1. */
  readonly momentumDecay?: number;
}

const firstMoment = "nadam/m";
const secondMoment = "nadam/v";
/** 1 − Π μ_s over the steps s so far: kept as this, it begins at 0 and nothing cancels. */
const correction = "nadam/correction";

/** The base of the momentum's growth (Dozat 2016), and the share of β₁ that it begins with. */
const growth = { base: 0.96, start: 0.5 };

/**
 * Adam with Nesterov's momentum (Dozat 2016) as in PyTorch: with μ_t = β₁(1 − 0.96^(tψ)/2), p ← p −
 * rate·(μ_{t+1}·m/(1 − Π_{s≤t+1} μ_s) + (1 − μ_t)·g/(1 − Π_{s≤t} μ_s))/(√(v/(1 − β₂ᵗ)) + ε̂). As Adam's,
 * the slots hold m/(1 − β₁) and v/(1 − β₂).
 */
export function nadam({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  momentumDecay = 0.004,
}: NadamOptions): Optimizer {
  const momentumAt = (step: Tensor): Tensor => {
    const shortfall = tf.pow(growth.base, tf.mul(step, momentumDecay));
    return tf.sub(beta1, tf.mul(shortfall, beta1 * growth.start));
  };
  // 1 − Πμ after one more factor μ, from 1 − Πμ before it.
  const corrected = (before: Tensor, mu: Tensor): Tensor =>
    tf.add(tf.mul(before, mu), tf.sub(1, mu));

  return perParameter({
    slotKinds: [firstMoment, secondMoment],
    sharedSlots: [correction],
    prepare({ learningRate, step }, shared) {
      const mu = momentumAt(step);
      const nextMu = momentumAt(tf.add(step, 1));
      const now = corrected(entry(shared, correction), mu);
      const root = tf.sqrt(tf.div(tf.sub(1, tf.pow(beta2, step)), 1 - beta2));
      const rate = tf.mul(learningRate, root);
      const gradientRate = tf.div(tf.mul(rate, tf.sub(1, mu)), now);
      const momentRate = tf.div(tf.mul(tf.mul(rate, nextMu), 1 - beta1), corrected(now, nextMu));
      const floor = tf.mul(root, epsilon);

      const update: Update = (parameter, gradient, slots) => {
        const m = tf.add(tf.mul(entry(slots, firstMoment), beta1), gradient);
        const v = tf.add(tf.mul(entry(slots, secondMoment), beta2), tf.square(gradient));
        const ahead = tf.add(tf.mul(m, momentRate), tf.mul(gradient, gradientRate));
        return {
          parameter: tf.sub(parameter, tf.div(ahead, tf.add(tf.sqrt(v), floor))),
          slots: { [firstMoment]: m, [secondMoment]: v },
        };
      };
      return { update, shared: { [correction]: now } };
    },
  });
}
