import {
  addUp,
  exactly,
  multiplyUp,
  squareRootUp,
  tighter,
  type UpperBound,
} from "../certify/upperBound.js";
import { dot } from "./dot.js";
import { gamma, raised } from "./outward.js";

/** A matrix, row by row. */
export interface Rows {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/**
 * An upper bound of ‖A‖₂: `P₀ = A`, `P_(t+1) = P_t·P_tᵀ`, so that `‖P_t‖² = ‖P_(t+1)‖`, and the last is at most
 * its Frobenius norm and its largest row sum (arXiv 2305.16173, theorem 1). A product is off by at most
 * `γ_n·‖P_t‖_F²`, with n the columns of P_t.
 *
 * @param rounds at least 1: the matrix itself need not be symmetric
 * @throws RangeError where an entry is NaN or infinite
 */
export function gramRounds(matrix: Rows, rounds: number): UpperBound {
  const { values: power, scale } = scaled(wide(matrix));
  return multiplyUp(boundOf(power, rounds), scale);
}

function boundOf(power: Rows, rounds: number): UpperBound {
  const square = squaresUp(power);
  if (rounds === 0) return tighter(squareRootUp(square), largestRowSum(power));
  const { values: next, scale } = scaled(product(power));
  const error = multiplyUp(gamma(power.columns), square);
  return squareRootUp(addUp(multiplyUp(boundOf(next, rounds - 1), scale), error));
}

function wide({ rows, columns, values }: Rows): Rows {
  if (rows <= columns) return { rows, columns, values };
  const transposed = values.map(
    (_, at) => values[(at % rows) * columns + Math.floor(at / rows)] ?? NaN,
  );
  return { rows: columns, columns: rows, values: transposed };
}

function product({ rows, columns, values }: Rows): Rows {
  const gram = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      gram[i * rows + j] = dot(values, i * columns, values, j * columns, columns);
    }
  }
  return { rows, columns: rows, values: gram };
}

/** Divided by a power of two, which rounds nothing, so that squares neither overflow nor vanish. */
function scaled(matrix: Rows): { values: Rows; scale: UpperBound } {
  let largest = 0;
  for (const value of matrix.values) largest = Math.max(largest, Math.abs(value));
  const scale = largest === 0 ? 1 : 2 ** Math.floor(Math.log2(largest));
  const values = matrix.values.map((value) => value / scale);
  return { values: { ...matrix, values }, scale: exactly(scale) };
}

function squaresUp({ values }: Rows): UpperBound {
  return raised(dot(values, 0, values, 0, values.length), values.length);
}

/** Of a symmetric matrix at least its norm. */
function largestRowSum({ rows, columns, values }: Rows): UpperBound {
  let largest = 0;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (const value of values.subarray(row * columns, (row + 1) * columns)) sum += Math.abs(value);
    largest = Math.max(largest, sum);
  }
  return raised(largest, columns);
}
