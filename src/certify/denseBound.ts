import { zeroBand, type BandMatrix } from "./bandMatrix.js";
import { choleskyBound } from "./choleskyBound.js";
import { denseMap } from "./denseMap.js";
import { gramIteration } from "./gramIteration.js";
import { gramOfRows, rowTile } from "./gramOfRows.js";
import { largestEigenvalue, spectralNormEstimate } from "./lanczos.js";
import { transpose, type Matrix } from "./matrix.js";
import { powerOfTwo } from "./powerOfTwo.js";
import { scaledBy, type ProvenBound } from "./provenBound.js";
import { estimate, type Estimate } from "./upperBound.js";

// The bound is then within rows^(2^-25) of the norm.
const rounds = 24;

// Up to so many rows Gram iteration takes less than 0.1 s; it asks for no estimate. Beyond, one
// factorisation costs a hundredth of its products.
const mostGramRows = 128;

// How far above the square of the estimate the factorisation is tried.
const gap = 1e-6;

const patience = { iterations: 500, accuracy: gap / 100 };

/**
 * Bounds the spectral norm of a dense kernel: a small one by Gram iteration, a larger one by Cholesky of
 * its Gram matrix.
 *
 * @param kernel inputs × outputs
 * @throws RangeError where a weight is NaN or infinite
 */
export function denseBound(kernel: Matrix): ProvenBound {
  const largest = kernel.values.reduce((max, weight) => Math.max(max, Math.abs(weight)), 0);
  const rows = Math.min(kernel.rows, kernel.columns);
  if (largest === 0 || rows <= mostGramRows) return gramBound(kernel);
  const scale = powerOfTwo(largest);
  const values = kernel.values.map((weight) => weight / scale);
  return scaledBy(explicitBound({ ...kernel, values }), scale);
}

/** Bounds the spectral norm of a kernel by Gram iteration, whatever its size. */
export function gramBound(kernel: Matrix): ProvenBound {
  const bound = gramIteration(kernel, rounds);
  const lowerBound = spectralNormEstimate(denseMap(kernel), patience);
  return {
    bound,
    method: "gram",
    parameters: { rounds },
    // The estimate's rounding, some 1e-15, may be more than the bound is above the norm.
    lowerBound: lowerBound <= bound ? lowerBound : estimate(bound),
  };
}

/** Bounds a kernel whose largest weight lies between 1 and 2. */
function explicitBound(kernel: Matrix): ProvenBound {
  // The kernel is inputs × outputs: it is Wᵀ.
  const side = kernel.rows <= kernel.columns ? "inputs" : "outputs";
  const wide = side === "inputs" ? kernel : transpose(kernel);
  const gram = gramOf(wide);
  const lowerBound = normByGram(gram);
  const proven = choleskyBound(fullBand(gram, wide.rows), wide.columns, lowerBound, gap);
  if (!proven) return gramBound(kernel);
  const { bound, sigma } = proven;
  return { bound, method: "explicit", parameters: { side, sigma }, lowerBound };
}

/** `A·Aᵀ`, with rows of 0 added to fill the last tile. */
function gramOf({ rows, columns, values }: Matrix): Matrix {
  const padded = new Float64Array(Math.ceil(rows / rowTile) * rowTile * columns);
  padded.set(values);
  return gramOfRows({ rows: padded.length / columns, columns, values: padded });
}

/** `‖A‖₂` from its Gram matrix, which is far smaller where A is wide. */
function normByGram(gram: Matrix): Estimate {
  const map = denseMap(gram);
  return estimate(Math.sqrt(largestEigenvalue(gram.rows, (x) => map.apply(x), patience)));
}

/** The first rows of a square matrix as a band matrix without a 0. */
function fullBand(gram: Matrix, rows: number): BandMatrix {
  const band = zeroBand(rows, rows - 1);
  for (let row = 0; row < rows; row++) {
    const start = (row + 1) * band.reach;
    band.values.set(gram.values.subarray(row * gram.rows, row * gram.rows + row + 1), start);
  }
  return band;
}
