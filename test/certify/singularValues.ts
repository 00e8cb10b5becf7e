import { Matrix as MlMatrix, SingularValueDecomposition } from "ml-matrix";
import type { Matrix } from "../../src/certify/matrix.js";

/** How far ml-matrix's own rounding may put a singular value off, relative to the largest. */
export const svdError = 1e-13;

/** The singular values, largest first, by ml-matrix: nothing of ours takes part. */
export function singularValues({ rows, columns, values }: Matrix): number[] {
  const matrix = MlMatrix.from1DArray(rows, columns, values);
  return new SingularValueDecomposition(matrix, {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
    autoTranspose: true,
  }).diagonal;
}

/** The spectral norm. */
export function spectralNorm(matrix: Matrix): number {
  return singularValues(matrix)[0]!;
}
