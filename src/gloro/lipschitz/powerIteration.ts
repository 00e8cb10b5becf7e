import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import type { LinearMap } from "../layers/layer.js";
import { isZero, l2Norm, nonZero } from "../norm.js";
import type { Tensors } from "../program.js";

/**
 * The iterate of a linear map W after `iterations` further steps x ← WᵀWx, scaled to a largest entry
 * of 1 (Leino et al. 2021). Call it outside the gradient tape.
 */
export function iterate(map: LinearMap, state: Tensors, iterations: number): Tensor {
  const start = entry(state, map.iterate);
  let x = start;
  let largest: Tensor | undefined;
  for (let i = 0; i < iterations; i++) {
    const y = map.transpose(map.apply(x, state), state);
    // Scaled by the largest entry: WᵀWx squared, for an L2 norm, would vanish for ‖W‖ below 1e-9.
    largest = tf.max(tf.abs(y));
    x = tf.div(y, nonZero(largest));
  }
  // Under a zero kernel the iterate stays as it was: from 0 it could never recover.
  return largest ? tf.add(x, tf.mul(start, isZero(largest))) : x;
}

/**
 * σ = ‖Wx‖/‖x‖, a scalar, for the iterate x in `state`: at most the spectral norm of W, and equal to
 * it once x has converged. x is a constant; the gradient goes to W. A zero W gives 0, gradient 0.
 */
export function spectralNorm(map: LinearMap, state: Tensors): Tensor {
  const x = entry(state, map.iterate);
  return tf.div(l2Norm(map.apply(x, state)), nonZero(l2Norm(x)));
}
