import type { Convolution } from "./convolution.js";
import { convolutionBound } from "./convolutionBound.js";
import { convolutionOf } from "./layerKernel.js";
import type { LiResNetBlockLayer } from "./layers.js";
import type { ProvenBound } from "./provenBound.js";
import { gamma } from "./roundingError.js";
import { sumOfSquaresUp } from "./sumUp.js";
import { addUp, exactly, multiplyUp, squareRootUp, type UpperBound } from "./upperBound.js";

/**
 * Bounds the norm of a LiResNet block: of the convolution by its whole kernel, formed in Float64, plus
 * what forming it may have rounded off.
 *
 * @throws ShapeError where the kernel does not fit the layer
 * @throws GloroError where a weight is NaN or infinite
 */
export function liResNetBlockBound(layer: LiResNetBlockLayer): ProvenBound {
  const { convolution, rounding } = wholeConvolution(layer);
  const proven = convolutionBound(convolution);
  return { ...proven, bound: addUp(proven.bound, rounding) };
}

/**
 * The convolution that a block is, formed in Float64; the one by the sums of the sizes of its terms; and an
 * upper bound of the norm of what forming it rounded off. Throws as the bound does.
 */
export function wholeConvolution(layer: LiResNetBlockLayer): {
  readonly convolution: Convolution;
  readonly magnitudes: Convolution;
  readonly rounding: UpperBound;
} {
  const { name, kernelSize, inputShape } = layer;
  const { kernel, magnitudes } = wholeKernel(layer);
  const convolution = convolutionOf({
    kind: "conv2d",
    name,
    kernel,
    kernelSize,
    strides: [1, 1],
    padding: "same",
    inputShape,
    filters: inputShape[2],
    bias: undefined,
  });
  const taps = kernelSize[0] * kernelSize[1];
  return {
    convolution,
    magnitudes: { ...convolution, kernel: magnitudes },
    rounding: roundingBound(magnitudes, taps),
  };
}

/** I + residualScale·affine·W, and the sums of the sizes of its terms. */
function wholeKernel({
  kernel,
  affine,
  residualScale,
  kernelSize,
  centre,
  inputShape,
}: LiResNetBlockLayer) {
  const channels = inputShape[2];
  const centreTap = centre[0] * kernelSize[1] + centre[1];
  const whole = new Float64Array(kernel.length);
  const magnitudes = new Float64Array(kernel.length);
  for (const [index, weight] of kernel.entries()) {
    const output = index % channels;
    const input = Math.floor(index / channels) % channels;
    const tap = Math.floor(index / channels ** 2);
    const identity = tap === centreTap && input === output ? 1 : 0;
    const factor = affine ? (affine[output] ?? NaN) : 1;
    const residual = weight * (factor * residualScale);
    whole[index] = identity + residual;
    magnitudes[index] = identity + Math.abs(residual);
  }
  return { kernel: whole, magnitudes };
}

// Two products and a sum.
const roundings = 3;

/**
 * The norm of the convolution by the rounding errors: entry by entry at most γ₃ times the magnitudes, a
 * convolution's norm is at most the sum of its taps' Frobenius norms, and that √taps times the whole
 * Frobenius norm.
 */
function roundingBound(magnitudes: Float64Array, taps: number): UpperBound {
  const frobenius = squareRootUp(sumOfSquaresUp(magnitudes));
  return multiplyUp(gamma(roundings), multiplyUp(squareRootUp(exactly(taps)), frobenius));
}
