import { GloroError, ShapeError } from "../gloro/errors.js";
import { convolutionAxis, type Convolution } from "./convolution.js";
import type { Conv2dLayer, DenseLayer } from "./layers.js";
import type { Matrix } from "./matrix.js";

/**
 * The kernel of a dense layer, inputs × outputs, in Float64.
 *
 * @throws ShapeError where it does not have that many weights
 * @throws GloroError where a weight is NaN or infinite
 */
export function matrixOf(layer: DenseLayer): Matrix {
  const { inputs, outputs } = layer;
  return { rows: inputs, columns: outputs, values: weights(layer, [inputs, outputs]) };
}

/**
 * A convolution layer as a linear map on its input, in Float64.
 *
 * @throws ShapeError where the kernel does not have the weights or the size that the layer needs
 * @throws GloroError where a weight is NaN or infinite
 */
export function convolutionOf(layer: Conv2dLayer): Convolution {
  const { kernelSize, strides, padding, inputShape, filters } = layer;
  const channels = inputShape[2];
  return {
    vertical: convolutionAxis(inputShape[0], kernelSize[0], strides[0], padding),
    horizontal: convolutionAxis(inputShape[1], kernelSize[1], strides[1], padding),
    channels,
    filters,
    kernel: weights(layer, [...kernelSize, channels, filters]),
  };
}

/** The weights in Float64, which holds each Float32 exactly. */
function weights(
  { name, kernel }: { readonly name: string; readonly kernel: Float32Array | Float64Array },
  shape: readonly number[],
): Float64Array {
  const count = shape.reduce((product, size) => product * size, 1);
  if (kernel.length !== count || count === 0) {
    throw new ShapeError(
      `Layer "${name}" needs a kernel of shape [${shape.join(", ")}] with ${count} weights (at least ` +
        `one), but has ${kernel.length}.`,
    );
  }
  const bad = kernel.findIndex((weight) => !Number.isFinite(weight));
  if (bad >= 0) {
    throw new GloroError(
      `Layer "${name}" has a weight that is ${kernel[bad]} (index ${bad}), so it has no Lipschitz ` +
        `bound. Go back to a checkpoint from before training diverged.`,
    );
  }
  return Float64Array.from(kernel);
}
