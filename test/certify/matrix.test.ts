import assert from "node:assert/strict";
import { realForm, transpose } from "../../src/certify/matrix.js";
import { singularValues } from "./singularValues.js";

describe("transpose", () => {
  it("swaps rows and columns", () => {
    const matrix = { rows: 2, columns: 3, values: Float64Array.of(1, 2, 3, 4, 5, 6) };
    const values = Float64Array.of(1, 4, 2, 5, 3, 6);
    assert.deepEqual(transpose(matrix), { rows: 3, columns: 2, values });
  });
});

describe("realForm", () => {
  it("has the singular values of the complex matrix, each twice", () => {
    // A unitary 2 × 2 matrix times diag(3, 1): its singular values are 3 and 1.
    const h = Math.SQRT1_2;
    const complex = {
      rows: 2,
      columns: 2,
      real: Float64Array.of(3 * h, 0, 0, h),
      imaginary: Float64Array.of(0, h, 3 * h, 0),
    };
    const values = singularValues(realForm(complex));
    [3, 3, 1, 1].forEach((expected, i) => {
      assert.ok(Math.abs(values[i]! - expected) < 1e-12, values.join(", "));
    });
  });
});
