import assert from "node:assert/strict";
import { transpose } from "../../src/certify/matrix.js";

describe("transpose", () => {
  it("swaps rows and columns", () => {
    const matrix = { rows: 2, columns: 3, values: Float64Array.of(1, 2, 3, 4, 5, 6) };
    const values = Float64Array.of(1, 4, 2, 5, 3, 6);
    assert.deepEqual(transpose(matrix), { rows: 3, columns: 2, values });
  });
});
