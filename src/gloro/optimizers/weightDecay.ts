import * as tf from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import { mapEntries } from "../mapEntries.js";
import type { Optimizer } from "./optimizer.js";

/** How parameters, biases among them, are drawn towards 0. */
export interface WeightDecayOptions {
  readonly weightDecay?: number;
}

/** An optimizer with weight decay w added to it; without one where w is 0. */
export type Decay = (optimizer: Optimizer, weightDecay: number) => Optimizer;

/** Decay as an L2 penalty w·‖p‖²/2: w·p is added to the gradient, as PyTorch's SGD, Adam and NAdam do. */
export const penaltyDecay: Decay = (optimizer, weightDecay) => {
  if (weightDecay === 0) return optimizer;
  return {
    ...optimizer,
    apply(parameters, gradients, slots, scalars) {
      const penalised = mapEntries(parameters, (parameter, name) =>
        tf.add(entry(gradients, name), tf.mul(parameter, weightDecay)),
      );
      return optimizer.apply(parameters, penalised, slots, scalars);
    },
  };
};

/**
 * Decay apart from the gradient (Loshchilov and Hutter 2019): p ← p − rate·w·p before the rule moves p,
 * as AdamW of PyTorch and Keras 2 does.
 */
export const decoupledDecay: Decay = (optimizer, weightDecay) => {
  if (weightDecay === 0) return optimizer;
  return {
    ...optimizer,
    apply(parameters, gradients, slots, scalars) {
      const share = tf.mul(scalars.learningRate, weightDecay);
      // Not p·(1 − rate·w): for a small rate·w that factor has no digit of it left.
      const decayed = mapEntries(parameters, (parameter) =>
        tf.sub(parameter, tf.mul(parameter, share)),
      );
      return optimizer.apply(decayed, gradients, slots, scalars);
    },
  };
};
