import assert from "node:assert/strict";
import { QrDecomposition, Matrix as MlMatrix } from "ml-matrix";
import { gramIteration } from "../../src/certify/gramIteration.js";
import type { Matrix } from "../../src/certify/matrix.js";
import { exceedsSpectralNorm } from "./exactSpectralBound.js";
import { random } from "./random.js";
import { spectralNorm, svdError } from "./singularValues.js";

const scales = [1, 1e-20, 1e20, 1e-160, 1e150];

function randomMatrix(seed: number, most: number): Matrix {
  const source = random(seed);
  const [rows, columns] = [source.whole(1, most), source.whole(1, most)];
  const scale = scales[seed % scales.length]!;
  const values = source.floats(rows * columns).map((value) => value * scale);
  return { rows, columns, values };
}

function orthogonalMatrix(seed: number, size: number): Matrix {
  const matrix = MlMatrix.from1DArray(size, size, random(seed).floats(size * size));
  const values = Float64Array.from(new QrDecomposition(matrix).orthogonalMatrix.to1DArray());
  return { rows: size, columns: size, values };
}

function rankOne(seed: number, rows: number, columns: number): Matrix {
  const [left, right] = [random(seed).floats(rows), random(seed + 1).floats(columns)];
  const values = Float64Array.from(
    { length: rows * columns },
    (_, i) => left[Math.floor(i / columns)]! * right[i % columns]!,
  );
  return { rows, columns, values };
}

describe("gramIteration", () => {
  it("exceeds the norm in exact arithmetic, without any slack", () => {
    for (let seed = 0; seed < 200; seed++) {
      const matrix = randomMatrix(seed, 5);
      const bound = gramIteration(matrix, 30);
      assert.ok(exceedsSpectralNorm(bound, matrix), `seed ${seed}: ${bound}`);
      assert.ok(
        !exceedsSpectralNorm(bound * (1 - 1e-6), matrix),
        `seed ${seed}: ${bound} is loose`,
      );
    }
  });

  it("is never below the largest singular value, after any number of rounds, and comes closer", () => {
    for (let seed = 0; seed < 150; seed++) {
      const matrix = randomMatrix(seed, 25);
      const norm = spectralNorm(matrix);
      for (const rounds of [0, 1, 2, 5, 12]) {
        const bound = gramIteration(matrix, rounds);
        const most = Math.min(matrix.rows, matrix.columns) ** (2 ** -(rounds + 1)) * (1 + 1e-9);
        const message = `seed ${seed}, ${matrix.rows} × ${matrix.columns}, ${rounds} rounds: ${bound / norm}`;
        assert.ok(bound >= norm * (1 - svdError), message);
        assert.ok(bound <= norm * most, message);
      }
    }
  });

  it("bounds orthogonal matrices within 1e-12, where all singular values are equal", () => {
    for (const size of [1, 2, 7, 30]) {
      const matrix = orthogonalMatrix(size, size);
      const bound = gramIteration(matrix, 12);
      assert.ok(bound >= spectralNorm(matrix) * (1 - svdError), `size ${size}: ${bound}`);
      assert.ok(bound <= 1 + 1e-12, `size ${size}: ${bound}`);
    }
  });

  it("bounds rank-one matrices at once", () => {
    for (let seed = 0; seed < 20; seed++) {
      const matrix = rankOne(seed, 3 + (seed % 5), 4 + (seed % 7));
      const bound = gramIteration(matrix, 1);
      const norm = spectralNorm(matrix);
      assert.ok(bound >= norm * (1 - svdError) && bound <= norm * (1 + 1e-12), `seed ${seed}`);
    }
  });

  it("adds less than 1e-9 for rounding on a large, flat matrix", () => {
    // The Frobenius norm of [I I ... I] is known, and so is its spectral norm: √32.
    const values = new Float64Array(128 * 4096).map((_, i) =>
      (i % 4096) % 128 === Math.floor(i / 4096) ? 1 : 0,
    );
    const bound = gramIteration({ rows: 128, columns: 4096, values }, 3);
    assert.ok(bound >= Math.sqrt(32) && bound <= Math.sqrt(32) * (1 + 1e-9), `${bound}`);
  });

  it("covers the rounding errors of long sums, in exact arithmetic", () => {
    for (let seed = 0; seed < 40; seed++) {
      const values = new Float64Array(4000).fill(random(seed).floats(1)[0]! / 3);
      const matrix = { rows: 4000, columns: 1, values };
      assert.ok(exceedsSpectralNorm(gramIteration(matrix, 3), matrix), `seed ${seed}`);
    }
  });

  it("takes no ∞-norm of the matrix itself, which may be below its norm", () => {
    const matrix = { rows: 2, columns: 2, values: Float64Array.of(1, 0, 1, 0) };
    for (const rounds of [0, 1]) assert.ok(gramIteration(matrix, rounds) >= Math.SQRT2);
  });

  it("is 0 for zeros", () => {
    assert.equal(gramIteration({ rows: 3, columns: 2, values: new Float64Array(6) }, 5), 0);
  });

  it("refuses numbers that are not finite", () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      const matrix = { rows: 1, columns: 2, values: Float64Array.of(1, value) };
      assert.throws(() => gramIteration(matrix, 3), /no spectral norm/, `${value}`);
    }
  });
});
