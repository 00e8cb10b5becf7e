import type { LinearMap } from "./linearMap.js";
import type { Matrix } from "./matrix.js";

/** A dense kernel (inputs × outputs) as a linear map: `y = kernelᵀ·x`. */
export function denseMap({ rows, columns, values }: Matrix): LinearMap {
  return {
    inputs: rows,
    outputs: columns,
    apply(x) {
      const y = new Float64Array(columns);
      for (let row = 0; row < rows; row++) {
        const value = x[row] ?? 0;
        const start = row * columns;
        for (let column = 0; column < columns; column++) {
          y[column] = (y[column] ?? 0) + value * (values[start + column] ?? 0);
        }
      }
      return y;
    },
    applyTransposed(y) {
      const x = new Float64Array(rows);
      for (let row = 0; row < rows; row++) {
        const start = row * columns;
        let sum = 0;
        for (let column = 0; column < columns; column++) {
          sum += (y[column] ?? 0) * (values[start + column] ?? 0);
        }
        x[row] = sum;
      }
      return x;
    },
  };
}
