import type { MatrixProduct } from "../../src/certify/matrixProduct.js";

/** A product of matrices by its definition. */
export const plainProduct: MatrixProduct = (a, b) =>
  Promise.resolve({
    rows: a.rows,
    columns: b.columns,
    values: Float64Array.from({ length: a.rows * b.columns }, (_, entry) => {
      const [row, column] = [Math.floor(entry / b.columns), entry % b.columns];
      let sum = 0;
      for (let term = 0; term < a.columns; term++) {
        sum += a.values[row * a.columns + term]! * b.values[term * b.columns + column]!;
      }
      return sum;
    }),
  });
