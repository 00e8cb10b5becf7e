/** A Hermitian matrix, `side × side`, row-major; only what is on and below the diagonal is read. */
export interface HermitianMatrix {
  readonly side: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Cholesky works on this many rows and columns at once; a matrix's side is a multiple of it. */
export const hermitianTile = 2;

/**
 * Whether Cholesky of a Hermitian matrix runs through, every pivot positive. The factor L overwrites the
 * lower half. Each part of an entry is one sum of at most 2·side products, and one quotient or root.
 */
export function hermitianCholesky(matrix: HermitianMatrix): boolean {
  for (let row = 0; row < matrix.side; row += hermitianTile) {
    for (let column = 0; column < row; column += hermitianTile) {
      eliminateTile(matrix, row, column);
    }
    for (let r = row; r < row + hermitianTile; r++) {
      if (!finishRow(matrix, r, row)) return false;
    }
  }
  return true;
}

/** The columns `column` and `column + 1` of the rows `row` and `row + 1`. */
function eliminateTile(matrix: HermitianMatrix, row: number, column: number): void {
  const { side, real, imaginary } = matrix;
  const r0 = row * side;
  const r1 = r0 + side;
  const c0 = column * side;
  const c1 = c0 + side;
  let [a00, b00, a01, b01, a10, b10, a11, b11] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = 0; k < column; k++) {
    const p0 = real[r0 + k] ?? 0;
    const q0 = imaginary[r0 + k] ?? 0;
    const p1 = real[r1 + k] ?? 0;
    const q1 = imaginary[r1 + k] ?? 0;
    const x0 = real[c0 + k] ?? 0;
    const y0 = imaginary[c0 + k] ?? 0;
    const x1 = real[c1 + k] ?? 0;
    const y1 = imaginary[c1 + k] ?? 0;
    a00 += p0 * x0 + q0 * y0;
    b00 += q0 * x0 - p0 * y0;
    a01 += p0 * x1 + q0 * y1;
    b01 += q0 * x1 - p0 * y1;
    a10 += p1 * x0 + q1 * y0;
    b10 += q1 * x0 - p1 * y0;
    a11 += p1 * x1 + q1 * y1;
    b11 += q1 * x1 - p1 * y1;
  }
  finishPair(matrix, r0 + column, c0 + column, a00, b00, a01, b01);
  finishPair(matrix, r1 + column, c0 + column, a10, b10, a11, b11);
}

/** Two neighbours in a row, from their sums over the columns before: the second lacks the first's. */
function finishPair(
  { side, real, imaginary }: HermitianMatrix,
  place: number,
  corner: number,
  real0: number,
  imaginary0: number,
  real1: number,
  imaginary1: number,
): void {
  const pivot0 = real[corner] ?? 0;
  const x = real[corner + side] ?? 0;
  const y = imaginary[corner + side] ?? 0;
  const pivot1 = real[corner + side + 1] ?? 0;
  const p = ((real[place] ?? 0) - real0) / pivot0;
  const q = ((imaginary[place] ?? 0) - imaginary0) / pivot0;
  real[place] = p;
  imaginary[place] = q;
  real[place + 1] = ((real[place + 1] ?? 0) - (real1 + (p * x + q * y))) / pivot1;
  imaginary[place + 1] = ((imaginary[place + 1] ?? 0) - (imaginary1 + (q * x - p * y))) / pivot1;
}

/** The columns `tile .. row` of one row; false where the pivot is not positive. */
function finishRow({ side, real, imaginary }: HermitianMatrix, row: number, tile: number): boolean {
  const own = row * side;
  for (let column = tile; column <= row; column++) {
    const above = column * side;
    let a = 0;
    let b = 0;
    for (let k = 0; k < column; k++) {
      const p = real[own + k] ?? 0;
      const q = imaginary[own + k] ?? 0;
      const x = real[above + k] ?? 0;
      const y = imaginary[above + k] ?? 0;
      a += p * x + q * y;
      b += q * x - p * y;
    }
    const rest = (real[own + column] ?? 0) - a;
    if (column < row) {
      const pivot = real[above + column] ?? 0;
      real[own + column] = rest / pivot;
      imaginary[own + column] = ((imaginary[own + column] ?? 0) - b) / pivot;
    } else {
      if (!(rest > 0)) return false;
      real[own + column] = Math.sqrt(rest);
      imaginary[own + column] = 0;
    }
  }
  return true;
}
