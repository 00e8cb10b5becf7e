import { choleskyBound } from "./choleskyBound.js";
import type { Convolution } from "./convolution.js";
import { convolutionGram, gramSize, gramTerms } from "./convolutionGram.js";
import { convolutionMap } from "./convolutionMap.js";
import { spectralNormEstimate } from "./lanczos.js";
import { powerOfTwo } from "./powerOfTwo.js";
import { constantBound, scaledBy, type ProvenBound } from "./provenBound.js";
import type { GramSide } from "./tapProducts.js";
import { torusBound } from "./torusBound.js";
import { exactly, type Estimate } from "./upperBound.js";

// Multiply-adds of a factorisation, of which one is the rule. Up to the first number (about 0.2 s) it is
// cheaper than Fourier blocks or not much dearer; up to the second (about 4 s) it is taken where their
// bound is loose. The second takes in all of cnn_4C3F and four of the six convolutions of cnn_6C2F.
const cheapProducts = 3e8;
const mostProducts = 6e9;

// How far above the square of the estimate a factorisation is tried: a dear one should not fail.
const cheapGap = 1e-8;
const dearGap = 1e-5;

// A torus bound this close to the estimate from below is as good as exact.
const closeEnough = 1 + 1e-4;

// The estimate from below ends at a step ten times smaller than the gap, or after so many multiply-adds
// (about 2 s).
const stepPerGap = 0.1;
const estimateProducts = 2e9;
const fewestIterations = 12;
const mostIterations = 500;

/**
 * Bounds the spectral norm of a zero-padded convolution: by the explicit matrix (to about 1e-8) where
 * that is cheap, else by Fourier blocks on a torus (mostly within 1%), and where that is not within 0.01%
 * by the explicit matrix after all if it can be afforded.
 *
 * @throws RangeError where a weight is NaN or infinite
 */
export function convolutionBound(convolution: Convolution): ProvenBound {
  let largest = 0;
  for (const weight of convolution.kernel) largest = Math.max(largest, Math.abs(weight));
  if (largest === 0) return constantBound(exactly(0));

  const scale = powerOfTwo(largest);
  const kernel = convolution.kernel.map((weight) => weight / scale);
  return scaledBy(scaledBound({ ...convolution, kernel }), scale);
}

/** The bound of a convolution whose largest weight lies between 1 and 2. */
function scaledBound(convolution: Convolution): ProvenBound {
  const side = cheaperSide(convolution);
  const products = factorisationProducts(convolution, side);
  const gap = products <= cheapProducts ? cheapGap : dearGap;
  const lowerBound = affordableEstimate(convolution, gap * stepPerGap);
  if (products <= cheapProducts) {
    const explicit = explicitBound(convolution, side, lowerBound, gap);
    if (explicit) return explicit;
  }
  const { torus, sigma, bound } = torusBound(convolution);
  const parameters = { ...torus, sigma };
  const byTorus: ProvenBound = { method: "torus", parameters, bound, lowerBound };
  if (products > mostProducts || bound <= closeEnough * lowerBound) return byTorus;
  const dear = explicitBound(convolution, side, lowerBound, gap);
  return dear && dear.bound < bound ? dear : byTorus;
}

function explicitBound(
  convolution: Convolution,
  side: GramSide,
  lowerBound: Estimate,
  gap: number,
): ProvenBound | undefined {
  const gram = convolutionGram(convolution, side);
  const proven = choleskyBound(gram, gramTerms(convolution, side), lowerBound, gap);
  if (!proven) return undefined;
  const { bound, sigma } = proven;
  return { method: "explicit", parameters: { side, sigma }, bound, lowerBound };
}

function affordableEstimate(convolution: Convolution, accuracy: number): Estimate {
  const iterations = affordableIterations(convolution);
  return spectralNormEstimate(convolutionMap(convolution), { iterations, accuracy });
}

/** Products with a convolution's matrix, there and back, that take about a second; some at least. */
export function affordableIterations({ vertical, horizontal, kernel }: Convolution): number {
  const productsEach = 2 * kernel.length * vertical.output * horizontal.output;
  const affordable = Math.round(estimateProducts / productsEach);
  return Math.min(mostIterations, Math.max(fewestIterations, affordable));
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
