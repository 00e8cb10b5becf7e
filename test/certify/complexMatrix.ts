import type { Matrix } from "../../src/certify/matrix.js";

/** A dense complex matrix, row-major. */
export interface ComplexMatrix {
  readonly rows: number;
  readonly columns: number;
  /** `rows × columns`. */
  readonly real: Float64Array;
  /** `rows × columns`. */
  readonly imaginary: Float64Array;
}

/**
 * The real matrix `[[A, −B], [B, A]]` (2·rows × 2·columns) of `A + iB`: it has the same singular values,
 * each twice.
 */
export function realForm({ rows, columns, real, imaginary }: ComplexMatrix): Matrix {
  const values = new Float64Array(4 * rows * columns);
  for (let row = 0; row < rows; row++) {
    const upper = row * 2 * columns;
    const lower = (rows + row) * 2 * columns;
    for (let column = 0; column < columns; column++) {
      const a = real[row * columns + column] ?? NaN;
      const b = imaginary[row * columns + column] ?? NaN;
      values[upper + column] = a;
      values[upper + columns + column] = -b;
      values[lower + column] = b;
      values[lower + columns + column] = a;
    }
  }
  return { rows: 2 * rows, columns: 2 * columns, values };
}
