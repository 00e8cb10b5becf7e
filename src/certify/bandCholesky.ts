import { bandTile, type BandMatrix } from "./bandMatrix.js";

/**
 * The Cholesky factor L of a symmetric band matrix, `A = L·Lᵀ`, or nothing where a pivot is not
 * positive (or NaN). Every entry is one sum of at most bandwidth + 1 terms, one quotient or root, as
 * Higham, Accuracy and Stability of Numerical Algorithms, theorem 10.3 asks for.
 */
export function bandCholesky(matrix: BandMatrix): BandMatrix | undefined {
  const { side, bandwidth, reach } = matrix;
  const factor: BandMatrix = { side, bandwidth, reach, values: matrix.values.slice() };
  for (let row = 0; row < side; row += bandTile) {
    // Columns go in pairs, so an odd start goes back by one; the band has a 0 there.
    const start = Math.floor(Math.max(0, row - bandwidth) / 2) * 2;
    for (let column = start; column < row; column += 2) eliminateTile(factor, row, start, column);
    for (let r = row; r < row + bandTile; r++) {
      if (!finishRow(factor, r, row, start)) return undefined;
    }
  }
  return factor;
}

/** The columns `column` and `column + 1` of the four rows from `row` on. */
function eliminateTile(
  { bandwidth, reach, values }: BandMatrix,
  row: number,
  start: number,
  column: number,
): void {
  const above0 = (column + 1) * reach;
  const above1 = above0 + reach;
  const r0 = (row + 1) * reach;
  const r1 = r0 + reach;
  const r2 = r1 + reach;
  const r3 = r2 + reach;
  let [s00, s10, s20, s30, s01, s11, s21, s31] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = Math.max(start, column - bandwidth); k < column; k++) {
    const x = values[above0 + k] ?? 0;
    const y = values[above1 + k] ?? 0;
    const v0 = values[r0 + k] ?? 0;
    const v1 = values[r1 + k] ?? 0;
    const v2 = values[r2 + k] ?? 0;
    const v3 = values[r3 + k] ?? 0;
    s00 += x * v0;
    s10 += x * v1;
    s20 += x * v2;
    s30 += x * v3;
    s01 += y * v0;
    s11 += y * v1;
    s21 += y * v2;
    s31 += y * v3;
  }
  const pivot0 = values[above0 + column] ?? 0;
  const below0 = values[above1 + column] ?? 0;
  const pivot1 = values[above1 + column + 1] ?? 0;
  finishPair(values, r0 + column, s00, s01, pivot0, below0, pivot1);
  finishPair(values, r1 + column, s10, s11, pivot0, below0, pivot1);
  finishPair(values, r2 + column, s20, s21, pivot0, below0, pivot1);
  finishPair(values, r3 + column, s30, s31, pivot0, below0, pivot1);
}

/** Two neighbours in a row, from their sums over the columns before: the second lacks the first's. */
function finishPair(
  values: Float64Array,
  place: number,
  sum0: number,
  sum1: number,
  pivot0: number,
  below0: number,
  pivot1: number,
): void {
  const first = ((values[place] ?? 0) - sum0) / pivot0;
  values[place] = first;
  values[place + 1] = ((values[place + 1] ?? 0) - (sum1 + first * below0)) / pivot1;
}

/** The columns `tile .. row` of one row; false where the pivot is not positive. */
function finishRow(
  { reach, values }: BandMatrix,
  row: number,
  tile: number,
  start: number,
): boolean {
  const own = (row + 1) * reach;
  for (let column = tile; column <= row; column++) {
    const above = (column + 1) * reach;
    let sum = 0;
    for (let k = Math.max(start, column - reach); k < column; k++) {
      sum += (values[above + k] ?? 0) * (values[own + k] ?? 0);
    }
    const rest = (values[own + column] ?? 0) - sum;
    if (column < row) {
      values[own + column] = rest / (values[above + column] ?? 0);
    } else {
      if (!(rest > 0)) return false;
      values[own + column] = Math.sqrt(rest);
    }
  }
  return true;
}
