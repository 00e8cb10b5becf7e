import assert from "node:assert/strict";
import { Matrix } from "ml-matrix";
import { mersenne } from "pure-rand/generator/mersenne";
import { normal } from "../../../src/gloro/initialisers/normal.js";
import { orthogonal, orthonormalise } from "../../../src/gloro/initialisers/orthogonal.js";
import { assertClose } from "../close.js";

describe("orthogonal", () => {
  for (const shape of [
    [3, 3, 4, 8],
    [2, 2, 1, 9],
    [6, 6],
    [64, 64],
    [5, 1],
    [1, 5],
  ]) {
    it(`has orthonormal columns, or rows where it is wide: ${shape.join("×")}`, () => {
      const columns = shape.at(-1)!;
      const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
      for (const seed of [1, 2, 3]) {
        const kernel = Matrix.from1DArray(rows, columns, orthogonal(shape, mersenne(seed)));
        const product =
          rows >= columns ? kernel.transpose().mmul(kernel) : kernel.mmul(kernel.transpose());
        const error = product.sub(Matrix.eye(product.rows)).norm("frobenius");
        assert.ok(error < 1e-5, `seed ${seed}: off by ${error}`);
      }
    });
  }

  it("is the Q whose R has a positive diagonal: one column is the draw itself, scaled", () => {
    const draw = normal(5, mersenne(3));
    const length = Math.hypot(...draw);
    assertClose(
      Array.from(orthogonal([5, 1], mersenne(3))),
      Array.from(draw, (value) => value / length),
      1e-6,
      "column",
    );
  });
});

describe("orthonormalise", () => {
  it("stays orthogonal in Float64 where the vectors almost coincide", () => {
    const vectors = Array.from({ length: 6 }, (_, v) =>
      normal(20, mersenne(v)).map((value, i) => (i === 0 ? 1 : 1e-9 * value)),
    );
    const q = new Matrix(orthonormalise(vectors));
    const error = q.mmul(q.transpose()).sub(Matrix.eye(6)).norm("frobenius");
    assert.ok(error < 1e-14, `off by ${error}`);
  });
});
