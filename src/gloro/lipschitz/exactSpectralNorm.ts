import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { withoutGradient } from "../gradient.js";
import { isZero, l2Norm, nonZero } from "../norm.js";
import { matrix } from "../rank.js";

// Singular values that differ by 1e-7 of themselves, float32's last digit, are told apart: their
// ratio's power 2^25 is 0.03, and enters the norm squared.
const squarings = 24;

/**
 * The spectral norm of a matrix, a scalar, to float32's digits: σ = ‖Wv‖/‖v‖ for the leading singular
 * vector v, without an iterate to keep. The 2^24-th power of the smaller of WᵀW and WWᵀ is, but for a
 * factor, the projection onto v (or onto the space of a largest σ that several share), and any column
 * of it lies there. v has no gradient; a zero W gives 0, gradient 0.
 */
export function exactSpectralNorm(kernel: Tensor): Tensor {
  const w = matrix(kernel);
  const [rows, columns] = w.shape;
  const fromLeft = rows < columns;
  const vector = withoutGradient(() => {
    let power = scaled(tf.matMul(w, w, !fromLeft, fromLeft));
    for (let k = 0; k < squarings; k++) power = scaled(tf.matMul(power, power));
    return longestColumn(power);
  });
  const image = tf.matMul(w, matrix(vector), fromLeft, false);
  return tf.div(l2Norm(image), nonZero(l2Norm(vector)));
}

/** A Gram matrix divided by its largest entry, which lies on its diagonal. */
function scaled(gram: Tensor): Tensor {
  return tf.div(gram, nonZero(tf.max(gram)));
}

/** The column with the largest entry of the diagonal, `[n, 1]`: of a projection the longest one. */
function longestColumn(gram: Tensor): Tensor {
  const [size = 1] = gram.shape;
  const diagonal = tf.sum(tf.mul(gram, tf.eye(size)), 0, true);
  // Not by oneHot, which TF.js refuses for a single row.
  const indices = tf.tensor2d(
    Int32Array.from({ length: size }, (_, index) => index),
    [size, 1],
  );
  const chosen = tf.cast(tf.equal(indices, tf.argMax(diagonal, 1)), "float32");
  const column = tf.matMul(matrix(gram), matrix(chosen));
  // A zero matrix takes any vector but 0, which has no direction to divide by.
  return tf.add(column, tf.mul(chosen, isZero(tf.max(gram))));
}
