import * as tf from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import type { Optimizer } from "./optimizer.js";
import { perParameter } from "./perParameter.js";
import type { Update } from "./perParameter.js";

/** What Adam may be told; the defaults are those of Keras 2. */
export interface AdamOptions {
  /** β₁, default 0.9. */
  readonly beta1?: number;
  /** β₂, default 0.999. */
  readonly beta2?: number;
  /** ε̂, added to the root of the second moment; default 1e-7. */
  readonly epsilon?: number;
}

const firstMoment = "adam/m";
const secondMoment = "adam/v";

/**
 * Adam as in Keras 2: p ← p − α·m/(√v + ε̂) with α = rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ) (Kingma and Ba 2015, end
 * of section 2). The slots hold m/(1 − β₁) and v/(1 − β₂), which saves two passes over each parameter.
 */
export function adam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: AdamOptions): Optimizer {
  const root = Math.sqrt(1 - beta2);
  return perParameter({
    slotKinds: [firstMoment, secondMoment],
    prepare({ learningRate, step }) {
      const correction = tf.div(
        tf.sqrt(tf.sub(1, tf.pow(beta2, step))),
        tf.sub(1, tf.pow(beta1, step)),
      );
      const rate = tf.mul(tf.mul(learningRate, correction), (1 - beta1) / root);
      const update: Update = (parameter, gradient, slots) => {
        const m = tf.add(tf.mul(entry(slots, firstMoment), beta1), gradient);
        const v = tf.add(tf.mul(entry(slots, secondMoment), beta2), tf.square(gradient));
        const direction = tf.div(m, tf.add(tf.sqrt(v), epsilon / root));
        return {
          parameter: tf.sub(parameter, tf.mul(direction, rate)),
          slots: { [firstMoment]: m, [secondMoment]: v },
        };
      };
      return { update };
    },
  });
}
