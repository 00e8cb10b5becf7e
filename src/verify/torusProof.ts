import { nextDown } from "../certify/nextFloat.js";
import { exactly, multiplyUp, squareRootUp } from "../certify/upperBound.js";
import { placeIn, provesBound, type Band } from "./cholesky.js";
import { dot } from "./dot.js";
import { euclideanUp, gamma } from "./outward.js";
import { bothAxes, type Stencil } from "./stencil.js";

/** The frequencies `2π·(j + twist) / side` of each axis, and the σ that no block exceeds. */
export interface TorusParameters {
  readonly sides: readonly [number, number];
  readonly twists: readonly [number, number];
  readonly sigma: number;
}

// A torus never needs more than the pixels of the image, the taps and the padding on both sides.
const sparePixels = 8;

// JavaScript promises no accuracy of cos and sin; each is taken to be off by 2^-44 at most, √2 times both.
const turnError = exactly(2 ** -43.5);

/**
 * Whether the norm of a stencil is at most `bound`: its matrix is a part of that of a circular convolution
 * (which is checked pixel by pixel), whose norm is that of its largest Fourier block `Σ_t K_t·e^(iθ·t)`; and of
 * each block's real form B, `sigma²·I − BBᵀ` is positive definite.
 */
export function provesByTorus(
  stencil: Stencil,
  { sides, twists, sigma }: TorusParameters,
  bound: number,
): boolean {
  const axes = bothAxes((axis) => coarseAxis(stencil, axis));
  if (!bothAxes((axis) => holdsAll(axes[axis], sides[axis])).every(Boolean)) return false;
  const [rows, columns] = axes;
  const depth = rows.phases * columns.phases * stencil.channels;
  const taps = tapsOnTorus(stencil, rows, columns);
  const count = rows.taps * columns.taps;
  // ‖Σ K_t·ΔE_t‖ ≤ max|ΔE_t|·Σ‖K_t‖_F, and that sum is at most √taps times the whole Frobenius norm.
  const spread = multiplyUp(squareRootUp(exactly(count)), euclideanUp(stencil.kernel));
  const error = multiplyUp(exactly(turnError + 2 * gamma(count + 2)), spread);
  const left = nextDown(bound - error);
  const steps = bothAxes((axis) => sides[axis] * 2);
  for (let v = 0; v < sides[0]; v++) {
    for (let h = 0; h < sides[1]; h++) {
      const [p, q] = [2 * (v + twists[0]), 2 * (h + twists[1])];
      // The weights are real: the block at −θ is the conjugate of the one at θ.
      const [mp, mq] = [(steps[0] - p) % steps[0], (steps[1] - q) % steps[1]];
      if (mp < p || (mp === p && mq < q)) continue;
      // θ·t as a whole number of the steps that both axes share.
      const round = steps[0] * steps[1];
      const angles = taps.map(
        ({ row, column }) => ((row * p * steps[1] + column * q * steps[0]) % round) / round,
      );
      const gram = blockGram(taps, angles, depth, stencil.filters);
      const terms = 2 * Math.max(depth, stencil.filters);
      if (!provesBound(gram, terms, sigma * sigma, left)) return false;
    }
  }
  return true;
}

/** An axis where `stride` pixels are one of as many phases: the stride is 1 then. */
interface CoarseAxis {
  readonly taps: number;
  readonly phases: number;
  readonly output: number;
  /** The coarse pixels that hold pixels of the image, the first tap of output 0 being at 0. */
  readonly image: readonly [first: number, last: number];
}

function coarseAxis({ input, output, taps, strides, before }: Stencil, axis: 0 | 1): CoarseAxis {
  const stride = strides[axis];
  return {
    taps: Math.ceil(taps[axis] / stride),
    phases: Math.min(stride, taps[axis]),
    output: output[axis],
    image: [
      Math.floor(before[axis] / stride),
      Math.floor((before[axis] + input[axis] - 1) / stride),
    ],
  };
}

/**
 * Whether a torus of `side` pixels has an output and a pixel of the image meet by a tap only where they do in
 * the layer.
 */
function holdsAll({ taps, output, image: [first, last] }: CoarseAxis, side: number): boolean {
  // By one tap outputs share no pixel: the matrix is of equal blocks.
  if (taps === 1) return side === 1;
  const read = Math.min(last, output + taps - 2);
  if (side < output || side < read - first + 1 || side > output + last + taps + sparePixels) {
    return false;
  }
  for (let o = 0; o < output; o++) {
    for (let t = 0; t < taps; t++) {
      for (let pixel = first; pixel <= read; pixel++) {
        if ((o + t - pixel) % side === 0 && o + t !== pixel) return false;
      }
    }
  }
  return true;
}

/** A coarse tap's weights, `depth × filters`. */
interface TorusTap {
  readonly row: number;
  readonly column: number;
  readonly weights: Float64Array;
}

function tapsOnTorus(stencil: Stencil, rows: CoarseAxis, columns: CoarseAxis): TorusTap[] {
  const { taps, strides, channels, filters, kernel } = stencil;
  const size = channels * filters;
  const depth = rows.phases * columns.phases * size;
  const found = Array.from({ length: rows.taps * columns.taps }, (_, at) => ({
    row: Math.floor(at / columns.taps),
    column: at % columns.taps,
    weights: new Float64Array(depth),
  }));
  for (let tap = 0; tap < taps[0] * taps[1]; tap++) {
    const [row, column] = [Math.floor(tap / taps[1]), tap % taps[1]];
    const coarse = Math.floor(row / strides[0]) * columns.taps + Math.floor(column / strides[1]);
    const phase = (row % strides[0]) * columns.phases + (column % strides[1]);
    found[coarse]?.weights.set(kernel.subarray(tap * size, (tap + 1) * size), phase * size);
  }
  return found;
}

/** The Gram matrix, on the smaller side, of the real form `[[R, −I], [I, R]]` of a Fourier block. */
function blockGram(
  taps: readonly TorusTap[],
  turns: readonly number[],
  depth: number,
  filters: number,
): Band {
  const [own, other] = depth < filters ? [depth, filters] : [filters, depth];
  const length = 2 * other;
  const form = new Float64Array(2 * own * length);
  for (const [t, { weights }] of taps.entries()) {
    const angle = 2 * Math.PI * (turns[t] ?? NaN);
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    for (let i = 0; i < own; i++) {
      const [upper, lower] = [i * length, (own + i) * length];
      for (let k = 0; k < other; k++) {
        const weight = weights[depth < filters ? i * filters + k : k * filters + i] ?? NaN;
        form[upper + k] = (form[upper + k] ?? NaN) + weight * cosine;
        form[lower + k] = (form[lower + k] ?? NaN) + weight * sine;
      }
    }
  }
  for (let i = 0; i < own; i++) {
    const [upper, lower] = [i * length, (own + i) * length];
    for (let k = 0; k < other; k++) {
      form[upper + other + k] = -(form[lower + k] ?? NaN);
      form[lower + other + k] = form[upper + k] ?? NaN;
    }
  }
  const side = 2 * own;
  const gram: Band = { side, bandwidth: side - 1, values: new Float64Array(side * side) };
  for (let i = 0; i < side; i++) {
    for (let j = 0; j <= i; j++) {
      gram.values[placeIn(gram, i, j)] = dot(form, i * length, form, j * length, length);
    }
  }
  return gram;
}
