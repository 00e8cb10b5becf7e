import type { Convolution } from "./convolution.js";
import { affordableIterations } from "./convolutionBound.js";
import { convolutionMap } from "./convolutionMap.js";
import { denseMap } from "./denseMap.js";
import type { LayerBound } from "./layerBounds.js";
import { convolutionOf, matrixOf } from "./layerKernel.js";
import type { Layer, LayerKind } from "./layers.js";
import { leadingVector } from "./leadingVector.js";
import { wholeConvolution } from "./liResNetBlockBound.js";
import { atLeast, multiplyDown, subtractDown, type LowerBound } from "./lowerBound.js";
import type { Matrix } from "./matrix.js";
import { meansMatrices } from "./poolingBound.js";
import { powerOfTwo } from "./powerOfTwo.js";
import { stretch } from "./stretch.js";
import type { UpperBound } from "./upperBound.js";

// Constants are bounded with their Float32, which is off by 2^-24 at most.
const constantRounding = atLeast(1 - 2 ** -22);

const denseIterations = 100;

/** For a constant that inputs attain, or come as near to as one likes. */
const attained = (_: Layer, bound: UpperBound): LowerBound =>
  multiplyDown(atLeast(bound), constantRounding);

const lowerBoundOf: {
  [Kind in LayerKind]: (layer: Layer<Kind>, bound: UpperBound) => LowerBound;
} = {
  dense: (layer) => matrixNorm(matrixOf(layer)),
  conv2d: (layer) => convolutionNorm(convolutionOf(layer)),
  averagePooling2d: (layer) =>
    // The shares were rounded up in Float32: all of them together by as much as each.
    meansMatrices(layer).map(matrixNorm).reduce(multiplyDown, constantRounding),
  maxPooling2d: attained,
  liResNetBlock: (layer) => {
    const { convolution, rounding } = wholeConvolution(layer);
    return subtractDown(convolutionNorm(convolution), rounding);
  },
  invertibleDownsampling: attained,
  scaling: attained,
  bias: attained,
  minMax: attained,
  linear: attained,
  relu: attained,
  leakyRelu: attained,
  elu: attained,
  selu: attained,
  tanh: attained,
  sigmoid: attained,
  hardSigmoid: attained,
  softplus: attained,
  softsign: attained,
  flatten: attained,
  // Its author vouches for an upper bound only.
  declared: () => atLeast(0),
};

/**
 * Bounds a layer's Lipschitz constant from below: a linear one by `‖Wx‖/‖x‖` for an x of the power method, in
 * Float64 and rounded down; another by its constant, which inputs attain.
 *
 * @param layer as it was bounded from above
 * @throws ShapeError where a kernel does not fit, GloroError where a weight is NaN or infinite
 */
export function layerLowerBound<Kind extends LayerKind>(
  layer: Layer<Kind>,
  { bound }: Pick<LayerBound, "bound">,
): LowerBound {
  return lowerBoundOf[layer.kind](layer, bound);
}

function matrixNorm(matrix: Matrix): LowerBound {
  return scaledNorm(matrix.values, (values) => denseMap({ ...matrix, values }), denseIterations);
}

function convolutionNorm(convolution: Convolution): LowerBound {
  return scaledNorm(
    convolution.kernel,
    (kernel) => convolutionMap({ ...convolution, kernel }),
    affordableIterations(convolution),
  );
}

/** Scaling by a power of two rounds nothing, and keeps products from vanishing. */
function scaledNorm(
  weights: Float64Array,
  mapOf: (weights: Float64Array) => ReturnType<typeof denseMap>,
  iterations: number,
): LowerBound {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  if (largest === 0) return atLeast(0);
  const scale = powerOfTwo(largest);
  const scaled = weights.map((weight) => weight / scale);
  const map = mapOf(scaled);
  const magnitudes = mapOf(scaled.map(Math.abs));
  const norm = stretch({ map, magnitudes }, leadingVector(map, iterations));
  return multiplyDown(norm, atLeast(scale));
}
