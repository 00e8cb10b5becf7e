import { choleskyBound } from "./choleskyBound.js";
import type { Convolution } from "./convolution.js";
import { convolutionGram, gramSize, gramTerms, type GramSide } from "./convolutionGram.js";
import { convolutionMap } from "./convolutionMap.js";
import { powerIteration } from "./powerIteration.js";
import { powerOfTwo } from "./powerOfTwo.js";
import { torusBound } from "./torusBound.js";
import { estimate, exactly, multiplyUp, type Estimate, type UpperBound } from "./upperBound.js";

/** The bound of a convolution's spectral norm, and what proved it. */
export interface ConvolutionBound {
  readonly bound: UpperBound;
  /** `explicit`: Cholesky of the explicit matrix; `torus`: Fourier blocks; `constant`: no weight but 0. */
  readonly method: "explicit" | "torus" | "constant";
  /** From below, up to rounding: shows how tight the bound is. */
  readonly lowerBound: Estimate;
}

// Bounds a block of 1000 rows to 0.01%; most blocks are dropped after a few rounds.
const torusRounds = 16;

// The most multiply-adds for a factorisation: 3 s on one core, and four are the rule. It takes in all
// of cnn_2C2F and four of the six convolutions of cnn_6C2F.
const mostProducts = 6e9;

// Multiply-adds for the lower bound beside a torus bound: about 1 s.
const powerProducts = 3e8;
const fewestIterations = 20;

/**
 * Bounds the spectral norm of a zero-padded convolution: by the explicit matrix (to 1e-8) where that is
 * affordable, else by Fourier blocks on a torus (typically 0.1% to 1% above).
 *
 * @throws RangeError where a weight is NaN or infinite
 */
export function convolutionBound(convolution: Convolution): ConvolutionBound {
  let largest = 0;
  for (const weight of convolution.kernel) largest = Math.max(largest, Math.abs(weight));
  if (largest === 0) return { bound: exactly(0), method: "constant", lowerBound: estimate(0) };

  const scale = powerOfTwo(largest);
  const scaled = { ...convolution, kernel: convolution.kernel.map((weight) => weight / scale) };
  const { bound, method, lowerBound } = scaledBound(scaled);
  return {
    bound: multiplyUp(bound, exactly(scale)),
    method,
    lowerBound: estimate(lowerBound * scale),
  };
}

/** The bound of a convolution whose largest weight lies between 1 and 2. */
function scaledBound(convolution: Convolution): ConvolutionBound {
  const torus = torusBound(convolution, torusRounds);
  const side = cheaperSide(convolution);
  if (factorisationProducts(convolution, side) <= mostProducts) {
    const gram = convolutionGram(convolution, side);
    const proven = choleskyBound(gram, gramTerms(convolution, side), torus);
    if (proven && proven.bound < torus) return { ...proven, method: "explicit" };
  }
  return { bound: torus, method: "torus", lowerBound: affordablePowerIteration(convolution) };
}

function affordablePowerIteration(convolution: Convolution): Estimate {
  return powerIteration(convolutionMap(convolution), affordableIterations(convolution));
}

/** Iterations of the power method that take about a second, and 20 at least. */
export function affordableIterations({ vertical, horizontal, kernel }: Convolution): number {
  const productsEach = 2 * kernel.length * vertical.output * horizontal.output;
  return Math.max(fewestIterations, Math.round(powerProducts / productsEach));
}

function cheaperSide(convolution: Convolution): GramSide {
  const inputs = factorisationProducts(convolution, "inputs");
  return inputs <= factorisationProducts(convolution, "outputs") ? "inputs" : "outputs";
}

/** Multiply-adds of a band Cholesky: n·b²/2. */
function factorisationProducts(convolution: Convolution, side: GramSide): number {
  const { rows, bandwidth } = gramSize(convolution, side);
  return (rows * (bandwidth + 1) ** 2) / 2;
}
