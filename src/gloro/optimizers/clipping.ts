import * as tf from "@tensorflow/tfjs-core";
import { mapEntries } from "../mapEntries.js";
import { globalNorm } from "../norm.js";
import type { Tensors } from "../program.js";
import type { Optimizer } from "./optimizer.js";

/** How gradients are clipped before anything else is done with them; by default not at all. */
export interface ClippingOptions {
  /** The largest L2 norm of all gradients together; larger ones are scaled down to it. */
  readonly clipNorm?: number;
  /** The largest size of any entry. Where both are given, entries are clipped first. */
  readonly clipValue?: number;
}

/** Added to the norm that gradients are divided by. */
const smallNorm = 1e-6;

/** The optimizer with its gradients clipped as PyTorch's `clip_grad_norm_` and `clip_grad_value_` do. */
export function clipped(optimizer: Optimizer, { clipNorm, clipValue }: ClippingOptions): Optimizer {
  if (clipNorm === undefined && clipValue === undefined) return optimizer;
  return {
    ...optimizer,
    apply(parameters, gradients, slots, scalars) {
      const limited = clipValue === undefined ? gradients : clipEntries(gradients, clipValue);
      const scaled = clipNorm === undefined ? limited : clipTogether(limited, clipNorm);
      return optimizer.apply(parameters, scaled, slots, scalars);
    },
  };
}

function clipEntries(gradients: Tensors, largest: number): Tensors {
  return mapEntries(gradients, (gradient) => tf.clipByValue(gradient, -largest, largest));
}

function clipTogether(gradients: Tensors, largest: number): Tensors {
  const norm = globalNorm(Object.values(gradients));
  const scale = tf.minimum(tf.div(largest, tf.add(norm, smallNorm)), 1);
  return mapEntries(gradients, (gradient) => tf.mul(gradient, scale));
}
