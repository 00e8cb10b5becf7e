import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withGradient } from "./gradient.js";

/**
 * The L2 norm of all of `x` (a scalar), or of its slices along `axis`. The gradient is x/‖x‖, and 0
 * where the norm is 0. Exact while squares neither overflow nor vanish: norms from 1e-18 to 1e18.
 */
export function l2Norm(x: Tensor, axis?: number): Tensor {
  return withGradient(
    x,
    () => tf.sqrt(tf.sum(tf.square(x), axis)),
    (dy, x, norm) => {
      const scale = tf.div(dy, nonZero(norm));
      return tf.mul(x, axis === undefined ? scale : tf.expandDims(scale, axis));
    },
  );
}

/** The L2 norm of all entries of all `tensors`, a scalar. It has no gradient. */
export function globalNorm(tensors: readonly Tensor[]): Tensor {
  return l2Norm(tf.stack(tensors.map((tensor) => l2Norm(tensor))));
}

/** The smallest normal float32. */
const smallest = 2 ** -126;

/** A norm `x` ≥ 0 as a divisor that leaves 0/0 at 0. */
export function nonZero(x: Tensor): Tensor {
  return tf.maximum(x, smallest);
}

/** 1 where `x` is 0, and 0 elsewhere, as float32. It has no gradient. */
export function isZero(x: Tensor): Tensor {
  return tf.cast(tf.equal(x, 0), "float32");
}
