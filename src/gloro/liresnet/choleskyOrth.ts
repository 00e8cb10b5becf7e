import { GloroError } from "../errors.js";

/** A matrix in Float64, row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** What LiResNet's authors add to the diagonal, times its mean. */
const relativeShift = 1e-3;

/**
 * L⁻¹X for XXᵀ + εI = LLᵀ, which has nearly orthonormal rows: how LiResNet (Hu et al. 2023, arXiv 2310.02513)
 * makes the kernels of its dense layers from their parameters X, with ε a thousandth of the mean of XXᵀ's
 * diagonal. Takes about 2·rows²·columns multiplications. Throws GloroError where numbers are too large.
 */
export function choleskyOrth({ rows, columns, data }: Matrix): Matrix {
  const lower = choleskyFactor(shiftedGram({ rows, columns, data }), rows);
  const solved = new Float64Array(data);
  for (let i = 0; i < rows; i++) {
    const row = solved.subarray(i * columns, (i + 1) * columns);
    for (let j = 0; j < i; j++) {
      const factor = lower[i * rows + j] ?? 0;
      const other = solved.subarray(j * columns, (j + 1) * columns);
      for (let k = 0; k < columns; k++) row[k] = (row[k] ?? 0) - factor * (other[k] ?? 0);
    }
    const diagonal = lower[i * rows + i] ?? 0;
    for (let k = 0; k < columns; k++) row[k] = (row[k] ?? 0) / diagonal;
  }
  return { rows, columns, data: solved };
}

/** The lower half of XXᵀ + εI. */
function shiftedGram({ rows, columns, data }: Matrix): Float64Array {
  const row = (i: number) => data.subarray(i * columns, (i + 1) * columns);
  const gram = new Float64Array(rows * rows);
  let trace = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) gram[i * rows + j] = dot(row(i), row(j), columns);
    trace += gram[i * rows + i] ?? 0;
  }
  for (let i = 0; i < rows; i++) {
    const at = i * rows + i;
    gram[at] = (gram[at] ?? 0) + (trace / rows) * relativeShift;
  }
  return gram;
}

/** L of a matrix's lower half, in its place. */
function choleskyFactor(lower: Float64Array, size: number): Float64Array {
  const row = (i: number) => lower.subarray(i * size, (i + 1) * size);
  for (let i = 0; i < size; i++) {
    const current = row(i);
    for (let j = 0; j < i; j++) {
      const rest = (current[j] ?? 0) - dot(current, row(j), j);
      current[j] = rest / (lower[j * size + j] ?? 0);
    }
    const square = (current[i] ?? 0) - dot(current, current, i);
    if (!(square > 0 && square < Infinity)) {
      throw new GloroError(
        "A kernel cannot be made orthogonal: it is zero, or its numbers are too large.",
      );
    }
    current[i] = Math.sqrt(square);
  }
  return lower;
}

/** The sum of the first `length` products; four at a time, which the processor overlaps. */
function dot(a: Float64Array, b: Float64Array, length: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < length; i += 4) {
    s0 += (a[i] ?? 0) * (b[i] ?? 0);
    s1 += (a[i + 1] ?? 0) * (b[i + 1] ?? 0);
    s2 += (a[i + 2] ?? 0) * (b[i + 2] ?? 0);
    s3 += (a[i + 3] ?? 0) * (b[i + 3] ?? 0);
  }
  for (; i < length; i++) s0 += (a[i] ?? 0) * (b[i] ?? 0);
  return s0 + s1 + s2 + s3;
}
