/** A dense real matrix, row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** `rows × columns`. */
  readonly values: Float64Array;
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
