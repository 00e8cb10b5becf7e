import { readPixels } from "./windowAxis.js";
import type { WindowAxis } from "./windowAxis.js";

// Far above the rounding of sums of up to some thousand terms, far below what a norm is worth.
const slack = 1e-12;

/**
 * The norm of taking the mean of each window along an axis, from above and to about 1e-12 (coarser for more than
 * 512 windows that overlap): a matrix A
 * with a row a window. G = AAᵀ has no negative entry, so its largest eigenvalue is at most
 * max (Gx)_i/x_i for any positive x (Collatz and Wielandt), with equality for its eigenvector, which
 * x = G^(2^k)·1 approaches.
 */
export function averagingNorm(windows: WindowAxis): number {
  if (windows.output > mostSquared && windows.stride < windows.size) return coarseNorm(windows);
  const gram = gramOfMeans(windows);
  const count = gram.length;
  // Neighbouring windows mix like a diffusion over `count` places, in about count² steps. Windows that
  // do not overlap have a diagonal Gram matrix, for which every x is right.
  const squarings =
    windows.stride >= windows.size ? 0 : 2 * Math.ceil(Math.log2(count)) + extraSquarings;
  let power = gram;
  for (let k = 0; k < squarings; k++) power = scaledSquare(power);
  const x = squarings === 0 ? gram.map(() => 1) : power.map(sum);
  const ratios = gram.map((row, i) => dot(row, x) / (x[i] ?? 0));
  return Math.sqrt(Math.max(...ratios)) * (1 + slack);
}

const extraSquarings = 6;
/** A matrix of a row a window is squared in a second up to here. */
const mostSquared = 512;

/** √(‖A‖₁·‖A‖_∞), which ‖A‖₂ never exceeds: each row of A sums to 1, each column to what its pixel gives. */
function coarseNorm(windows: WindowAxis): number {
  const steps = new Float64Array(windows.input + 1);
  for (const { start, end } of readPixels(windows)) {
    const mean = 1 / (end - start);
    steps[start] = (steps[start] ?? 0) + mean;
    steps[end] = (steps[end] ?? 0) - mean;
  }
  let given = 0;
  let most = 0;
  for (const step of steps) {
    given += step;
    most = Math.max(most, given);
  }
  return Math.sqrt(most) * (1 + coarseSlack);
}

// Of some thousand additions and subtractions, far above their rounding.
const coarseSlack = 1e-9;

/** Row by row, what the means of two windows share: their common pixels over the product of their sizes. */
function gramOfMeans(windows: WindowAxis): number[][] {
  const read = readPixels(windows);
  return read.map((a) =>
    read.map((b) => {
      const common = Math.max(Math.min(a.end, b.end) - Math.max(a.start, b.start), 0);
      return common / ((a.end - a.start) * (b.end - b.start));
    }),
  );
}

/** The square of a symmetric matrix, divided by its largest entry. */
function scaledSquare(matrix: readonly number[][]): number[][] {
  const square = matrix.map((a) => matrix.map((b) => dot(a, b)));
  const largest = Math.max(...square.map((row) => Math.max(...row)));
  return square.map((row) => row.map((entry) => entry / largest));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, value, i) => total + value * (b[i] ?? 0), 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
