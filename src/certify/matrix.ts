/** A dense real matrix, row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** `rows × columns`. */
  readonly values: Float64Array;
}

/** A dense complex matrix, row-major. */
export interface ComplexMatrix {
  readonly rows: number;
  readonly columns: number;
  /** `rows × columns`. */
  readonly real: Float64Array;
  /** `rows × columns`. */
  readonly imaginary: Float64Array;
}

/** The transpose, as a copy. */
export function transpose({ rows, columns, values }: Matrix): Matrix {
  const transposed = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      transposed[column * rows + row] = values[row * columns + column] ?? 0;
    }
  }
  return { rows: columns, columns: rows, values: transposed };
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
      const a = real[row * columns + column] ?? 0;
      const b = imaginary[row * columns + column] ?? 0;
      values[upper + column] = a;
      values[upper + columns + column] = -b;
      values[lower + column] = b;
      values[lower + columns + column] = a;
    }
  }
  return { rows: 2 * rows, columns: 2 * columns, values };
}
