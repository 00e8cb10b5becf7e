import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import type { LinearMap } from "../layers/layer.js";
import { isZero, l2Norm, nonZero } from "../norm.js";
import type { Tensors } from "../program.js";

/**
 * Steps between two looks at the iterate's size. Between them the size of the first step serves, which
 * is σ² once the iterate has settled: four steps from far off stay within float32's range.
 */
const rescaleEvery = 4;

/**
 * The iterate of a linear map W after `iterations` further steps x ← WᵀWx (Leino et al. 2021), scaled to
 * a largest entry of 1. Call it outside the gradient tape.
 */
export function iterate(map: LinearMap, state: Tensors, iterations: number): Tensor {
  const start = entry(state, map.iterate);
  const apply = (x: Tensor) => map.transpose(map.apply(x, state), state);
  if (iterations === 0) return start;
  const first = apply(start);
  // Scaled by the largest entry: WᵀWx squared, for an L2 norm, would vanish for ‖W‖ below 1e-9.
  const largest = tf.max(tf.abs(first));
  let x = tf.div(first, nonZero(largest));
  for (let done = 1; done < iterations; done += rescaleEvery) {
    const more = Math.min(rescaleEvery, iterations - done);
    for (let i = 0; i < more; i++) x = tf.div(apply(x), nonZero(largest));
    x = tf.div(x, nonZero(tf.max(tf.abs(x))));
  }
  // Under a zero kernel the iterate stays as it was: from 0 it could never recover.
  return tf.add(x, tf.mul(start, isZero(largest)));
}

/**
 * σ = ‖Wx‖/‖x‖, a scalar, for the iterate x in `state`: at most the spectral norm of W, and equal to
 * it once x has converged. x is a constant; the gradient goes to W. A zero W gives 0, gradient 0.
 */
export function spectralNorm(map: LinearMap, state: Tensors): Tensor {
  const x = entry(state, map.iterate);
  return tf.div(l2Norm(map.apply(x, state)), nonZero(l2Norm(x)));
}
