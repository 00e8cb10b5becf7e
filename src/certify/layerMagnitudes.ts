import type { Convolution } from "./convolution.js";
import { convolutionMap } from "./convolutionMap.js";
import { denseMap } from "./denseMap.js";
import type { LiResNetBlockLayer } from "./layers.js";
import { wholeConvolution } from "./liResNetBlockBound.js";
import type { LinearMap } from "./linearMap.js";
import { nonNegativeNorm } from "./magnitudeNorm.js";
import type { Matrix } from "./matrix.js";
import { powerOfTwo } from "./powerOfTwo.js";
import { exactly, multiplyUp, type UpperBound } from "./upperBound.js";

// Multiply-adds for one norm: about 0.1 s; and no more iterations than bring anything.
const mostProducts = 1e8;
const mostIterations = 30;
const fewestIterations = 2;

/** At least ‖|W|‖₂ of a linear layer, |W| its weights without their signs. */
export function layerMagnitudes(weights: Matrix | Convolution | LiResNetBlockLayer): UpperBound {
  if ("values" in weights) {
    const { rows, columns, values } = weights;
    const mapOf = (magnitudes: Float64Array) => denseMap({ ...weights, values: magnitudes });
    return normOf(values, mapOf, rows + columns, values.length);
  }
  const convolution = "centre" in weights ? wholeConvolution(weights).magnitudes : weights;
  const { vertical, horizontal, channels, filters, kernel } = convolution;
  const mapOf = (magnitudes: Float64Array) =>
    convolutionMap({ ...convolution, kernel: magnitudes });
  const terms = vertical.kernel * horizontal.kernel * (channels + filters);
  return normOf(kernel, mapOf, terms, kernel.length * vertical.output * horizontal.output);
}

function normOf(
  weights: Float64Array,
  mapOf: (magnitudes: Float64Array) => LinearMap,
  terms: number,
  products: number,
): UpperBound {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  if (largest === 0) return exactly(0);
  const scale = powerOfTwo(largest);
  const map = mapOf(weights.map((weight) => Math.abs(weight) / scale));
  const affordable = Math.floor(mostProducts / (2 * products));
  const iterations = Math.max(fewestIterations, Math.min(mostIterations, affordable));
  return multiplyUp(nonNegativeNorm(map, terms, iterations), exactly(scale));
}
