// In Node, tfjs-core registers no gradient of its own kernels; importing tfjs-layers does.
import "@tensorflow/tfjs-layers";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";

/**
 * Runs `compute` unseen by the gradient tape: its result is a constant to whatever uses it, so it may
 * compare, take indices and make masks, which have no gradient in TF.js.
 */
export function withoutGradient(compute: () => Tensor): Tensor {
  // The tape does not look inside a custom gradient, and this one's node has no inputs to lead back to.
  return tf.customGrad<Tensor>(() => ({ value: compute(), gradFunc: () => [] }))();
}

/**
 * `forward(x)` with a gradient of its own: `gradient(dy, x, y)` gives dLoss/dx from dy = dLoss/dy, the
 * input x and the output y.
 */
export function withGradient(
  x: Tensor,
  forward: (x: Tensor) => Tensor,
  gradient: (dy: Tensor, x: Tensor, y: Tensor) => Tensor,
): Tensor {
  return tf.customGrad<Tensor>((...inputsAndSave) => {
    const value = forward(x);
    const save = inputsAndSave.at(-1);
    if (typeof save === "function") save([x, value]);
    return {
      value,
      gradFunc: (dy, [savedX, savedY]) => {
        if (!savedX || !savedY) throw new Error("TF.js lost the tensors saved for a gradient.");
        return gradient(dy, savedX, savedY);
      },
    };
  })(x);
}
