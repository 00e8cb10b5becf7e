import { Matrix, SVD } from "ml-matrix";
import assert from "node:assert/strict";
import { choleskyOrth } from "../../../src/gloro/liresnet/choleskyOrth.js";
import { randomValues } from "../random.js";

describe("choleskyOrth", () => {
  it("gives L⁻¹X, whose singular values are σ/√(σ² + ε)", () => {
    const [rows, columns] = [9, 14];
    const data = Float64Array.from(randomValues(rows * columns, 5));
    const x = Matrix.from1DArray(rows, columns, Array.from(data));
    const singular = new SVD(x, { autoTranspose: true }).diagonal;
    const shift = (1e-3 * singular.reduce((sum, value) => sum + value ** 2, 0)) / rows;
    const orthogonal = choleskyOrth({ rows, columns, data });
    const found = new SVD(Matrix.from1DArray(rows, columns, Array.from(orthogonal.data)), {
      autoTranspose: true,
    }).diagonal;
    for (const [i, value] of singular.entries()) {
      const expected = value / Math.sqrt(value ** 2 + shift);
      assert.ok(Math.abs(found[i]! - expected) < 1e-12, `${i}: ${found[i]}, ${expected}`);
    }
  });
});
