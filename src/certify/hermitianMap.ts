import type { HermitianMatrix } from "./hermitianCholesky.js";
import { largestEigenvalue, type Patience } from "./lanczos.js";
import type { Estimate } from "./upperBound.js";

/** Estimates the largest eigenvalue of a positive semidefinite Hermitian matrix, from below. */
export function largestOfHermitian(matrix: HermitianMatrix, patience: Patience): Estimate {
  return largestEigenvalue(2 * matrix.side, (x) => times(matrix, x), patience);
}

/** `G·x`; x holds its real parts, then its imaginary parts, and so does the result. */
function times({ side, real, imaginary }: HermitianMatrix, x: Float64Array): Float64Array {
  const y = new Float64Array(2 * side);
  for (let row = 0; row < side; row++) {
    const start = row * side;
    const u = x[row] ?? 0;
    const v = x[side + row] ?? 0;
    let a = (real[start + row] ?? 0) * u;
    let b = (real[start + row] ?? 0) * v;
    for (let column = 0; column < row; column++) {
      const g = real[start + column] ?? 0;
      const h = imaginary[start + column] ?? 0;
      const s = x[column] ?? 0;
      const t = x[side + column] ?? 0;
      a += g * s - h * t;
      b += g * t + h * s;
      // The entry above the diagonal is the conjugate.
      y[column] = (y[column] ?? 0) + g * u + h * v;
      y[side + column] = (y[side + column] ?? 0) + g * v - h * u;
    }
    y[row] = (y[row] ?? 0) + a;
    y[side + row] = (y[side + row] ?? 0) + b;
  }
  return y;
}
