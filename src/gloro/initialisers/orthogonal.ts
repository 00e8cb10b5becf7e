import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { normal } from "./normal.js";

/**
 * A kernel of the given shape, seen as a matrix `[product of all but the last, last]`, with orthonormal
 * columns (rows, where it is wider than tall): the Q of the QR decomposition of a normal matrix, with
 * R's diagonal positive, as Keras's Orthogonal.
 */
export function orthogonal(shape: readonly number[], random: RandomGenerator): Float32Array {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const [length, count] = rows >= columns ? [rows, columns] : [columns, rows];

  const vectors = orthonormalise(Array.from({ length: count }, () => normal(length, random)));
  const kernel = new Float32Array(rows * columns);
  for (const [v, vector] of vectors.entries()) {
    if (rows < columns) kernel.set(vector, v * columns);
    else for (const [i, value] of vector.entries()) kernel[i * columns + v] = value;
  }
  return kernel;
}

/** Makes vectors of one length orthonormal, in place and in order (Gram–Schmidt, four bases at a time). */
export function orthonormalise(vectors: Float64Array[]): Float64Array[] {
  for (const [v, vector] of vectors.entries()) {
    let before: number;
    let norm = Math.sqrt(dot(vector, vector));
    do {
      before = norm;
      for (let first = 0; first < v; first += 4) {
        subtractProjections(vector, vectors.slice(first, Math.min(first + 4, v)));
      }
      norm = Math.sqrt(dot(vector, vector));
      // What is left of a vector that nearly lay in the others' span is not orthogonal to them yet.
    } while (norm < before * Math.SQRT1_2);
    for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) / norm;
  }
  return vectors;
}

/** Takes the parts along up to four orthonormal bases off a vector, which is read twice for all of them. */
function subtractProjections(vector: Float64Array, bases: readonly Float64Array[]): void {
  const [a, b, c, d] = bases;
  if (!a || !b || !c || !d) {
    for (const basis of bases) subtractProjection(vector, basis);
    return;
  }
  let [alongA, alongB, alongC, alongD] = [0, 0, 0, 0];
  for (let i = 0; i < vector.length; i++) {
    const value = vector[i] ?? 0;
    alongA += value * (a[i] ?? 0);
    alongB += value * (b[i] ?? 0);
    alongC += value * (c[i] ?? 0);
    alongD += value * (d[i] ?? 0);
  }
  for (let i = 0; i < vector.length; i++) {
    vector[i] =
      (vector[i] ?? 0) -
      (alongA * (a[i] ?? 0) + alongB * (b[i] ?? 0) + alongC * (c[i] ?? 0) + alongD * (d[i] ?? 0));
  }
}

function subtractProjection(vector: Float64Array, basis: Float64Array): void {
  const along = dot(vector, basis);
  for (let i = 0; i < vector.length; i++) {
    vector[i] = (vector[i] ?? 0) - along * (basis[i] ?? 0);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
