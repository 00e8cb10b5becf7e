import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { exactSpectralNorm } from "../../../src/gloro/lipschitz/exactSpectralNorm.js";
import { assertClose } from "../close.js";
import { numbers } from "../eager.js";
import { randomValues } from "../random.js";

const float32Digits = 1e-6;

const decompose = (w: Matrix) => new SingularValueDecomposition(w, { autoTranspose: true });

/** A matrix of the given singular values, and normal singular vectors otherwise. */
function withSingularValues(rows: number, columns: number, values: number[], seed: number): Matrix {
  const random = Matrix.from1DArray(rows, columns, randomValues(rows * columns, seed));
  const { leftSingularVectors: u, rightSingularVectors: v } = decompose(random);
  const count = Math.min(rows, columns);
  const scaled = Matrix.diag(
    Array.from({ length: count }, (_, i) => values[i] ?? 0),
    count,
    count,
  );
  return u
    .subMatrix(0, rows - 1, 0, count - 1)
    .mmul(scaled)
    .mmul(v.subMatrix(0, columns - 1, 0, count - 1).transpose());
}

const tensorOf = (w: Matrix) => tf.tensor2d(w.to1DArray(), [w.rows, w.columns]);
const normOf = (w: Matrix) => numbers(() => exactSpectralNorm(tensorOf(w)))[0]!;

const shapes: [rows: number, columns: number][] = [
  [6, 9],
  [9, 6],
  [40, 25],
  [1, 5],
  [5, 1],
];

describe("exactSpectralNorm", () => {
  for (const [rows, columns] of shapes) {
    it(`is the largest singular value: ${rows}×${columns}`, () => {
      for (const seed of [1, 2, 3])
        for (const scale of [1, 1e-6, 1e6]) {
          const values = Array.from(randomValues(rows * columns, seed), (value) => value * scale);
          const w = Matrix.from1DArray(rows, columns, values);
          const ratio = normOf(w) / decompose(w).norm2;
          assert.ok(Math.abs(ratio - 1) < float32Digits, `seed ${seed}, scale ${scale}: ${ratio}`);
        }
    });

    it(`is so where others are as large, or nearly: ${rows}×${columns}`, () => {
      for (const values of [
        [2, 2, 2],
        [2, 2 - 1e-6, 1.5],
        [2, 1.999, 1.998, 1.997],
        Array<number>(25).fill(2),
        [2],
      ]) {
        const w = withSingularValues(rows, columns, values, 7);
        const found = normOf(w);
        assert.ok(Math.abs(found / 2 - 1) < float32Digits, `${values.join()}: ${found}`);
      }
    });
  }

  it("has the gradient u·vᵀ", () => {
    for (const [rows, columns] of [
      [6, 9],
      [9, 6],
    ] as const) {
      const w = withSingularValues(rows, columns, [3, 2, 1], 4);
      const { leftSingularVectors: u, rightSingularVectors: v } = decompose(w);
      const expected = u.getColumnVector(0).mmul(v.getColumnVector(0).transpose());
      const found = numbers(() => tf.grad((kernel) => exactSpectralNorm(kernel))(tensorOf(w)));
      assertClose(found, expected.to1DArray(), 1e-5, `${rows}×${columns}`);
    }
  });

  it("is 0 for a zero kernel, and so is its gradient", () => {
    const zero = Matrix.zeros(4, 3);
    assert.equal(normOf(zero), 0);
    const gradient = numbers(() => tf.grad((w) => exactSpectralNorm(w))(tensorOf(zero)));
    assert.ok(
      gradient.every((value) => value === 0),
      gradient.join(" "),
    );
  });
});
