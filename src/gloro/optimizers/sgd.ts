import * as tf from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import type { Optimizer } from "./optimizer.js";
import { perParameter } from "./perParameter.js";

/** What SGD may be told; the defaults are those of Keras 2. */
export interface SgdOptions {
  /** μ, default 0. */
  readonly momentum?: number;
  /** Nesterov's form of momentum; default false. */
  readonly nesterov?: boolean;
}

const velocity = "sgd/momentum";

/**
 * Gradient descent as in Keras 2: u = μ·u − rate·g, then p ← p + u, or with Nesterov's momentum
 * p ← p + μ·u − rate·g. Without momentum it has no slots.
 */
export function sgd({ momentum = 0, nesterov = false }: SgdOptions): Optimizer {
  if (momentum === 0) {
    return perParameter({
      slotKinds: [],
      prepare: ({ learningRate }) => ({
        update: (parameter, gradient) => ({
          parameter: tf.sub(parameter, tf.mul(gradient, learningRate)),
          slots: {},
        }),
      }),
    });
  }
  return perParameter({
    slotKinds: [velocity],
    prepare: ({ learningRate }) => ({
      update(parameter, gradient, slots) {
        const descent = tf.mul(gradient, learningRate);
        const u = tf.sub(tf.mul(entry(slots, velocity), momentum), descent);
        const move = nesterov ? tf.sub(tf.mul(u, momentum), descent) : u;
        return { parameter: tf.add(parameter, move), slots: { [velocity]: u } };
      },
    }),
  });
}
