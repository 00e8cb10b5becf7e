import type { LinearMap } from "./linearMap.js";
import { randomVector } from "./randomVector.js";
import { estimate, type Estimate } from "./upperBound.js";
import { unitVector, vectorLength } from "./unitVector.js";

/** How long an estimate goes on. */
export interface Patience {
  readonly iterations: number;
  /** Ends once `stepsBetweenChecks` iterations have raised the estimate by no more than this share. */
  readonly accuracy: number;
}

// Fewer would take the second eigenvalue, close below the first in trained kernels, for it.
const stepsBetweenChecks = 20;

// What is left of a vector after its last direction: rounding only.
const exhausted = 1e-14;

// Halves an interval of the size of the eigenvalue down to its rounding.
const bisections = 60;

/**
 * Estimates a spectral norm from below by the Lanczos process on `WᵀW`, which finds it far sooner than
 * the power method. It shows how tight an upper bound is, and where a proof may be tried; nothing is
 * certified by it.
 */
export function spectralNormEstimate(map: LinearMap, patience: Patience): Estimate {
  const square = largestEigenvalue(map.inputs, (x) => map.applyTransposed(map.apply(x)), patience);
  return estimate(Math.sqrt(square));
}

/**
 * Estimates, from below and up to rounding, the largest eigenvalue of a positive semidefinite map: the
 * largest of the tridiagonal matrix that Lanczos builds. Lost orthogonality makes copies of eigenvalues,
 * never larger ones (Paige 1980).
 *
 * @param apply the map, on `size` numbers
 */
export function largestEigenvalue(
  size: number,
  apply: (x: Float64Array) => Float64Array,
  { iterations, accuracy }: Patience,
): Estimate {
  const diagonal: number[] = [];
  const beside: number[] = [];
  let previous: Float64Array = new Float64Array(size);
  let vector: Float64Array = unitVector(randomVector(size));
  let found = 0;
  for (let iteration = 1; iteration <= iterations; iteration++) {
    const image = apply(vector);
    let along = 0;
    for (let i = 0; i < size; i++) along += (image[i] ?? 0) * (vector[i] ?? 0);
    const back = beside.at(-1) ?? 0;
    for (let i = 0; i < size; i++) {
      image[i] = (image[i] ?? 0) - along * (vector[i] ?? 0) - back * (previous[i] ?? 0);
    }
    diagonal.push(along);
    const left = vectorLength(image);
    const atEnd = iteration === iterations || left <= exhausted * Math.max(...diagonal);
    if (atEnd || iteration % stepsBetweenChecks === 0) {
      const before = found;
      found = largestOfTridiagonal(diagonal, beside);
      if (atEnd || found - before <= accuracy * found) break;
    }
    beside.push(left);
    [previous, vector] = [vector, image.map((value) => value / left)];
  }
  return estimate(found);
}

/** The largest eigenvalue of a symmetric tridiagonal matrix, from below, by bisection. */
function largestOfTridiagonal(diagonal: readonly number[], beside: readonly number[]): number {
  let low = Math.max(...diagonal);
  const rowSums = diagonal.map((value, i) => value + (beside[i - 1] ?? 0) + (beside[i] ?? 0));
  let high = Math.max(...rowSums);
  for (let bisection = 0; bisection < bisections; bisection++) {
    const middle = (low + high) / 2;
    if (isAboveAll(middle, diagonal, beside)) high = middle;
    else low = middle;
  }
  return low;
}

/** Whether `value` is above all eigenvalues: every pivot of `value·I − T` is positive. */
function isAboveAll(
  value: number,
  diagonal: readonly number[],
  beside: readonly number[],
): boolean {
  let pivot = 1;
  for (const [i, entry] of diagonal.entries()) {
    pivot = value - entry - (beside[i - 1] ?? 0) ** 2 / pivot;
    if (!(pivot > 0)) return false;
  }
  return true;
}
