import assert from "node:assert/strict";
import { marginMatrix } from "../../../src/extension/inquiries/marginMatrix.js";

describe("marginMatrix", () => {
  it("leaves out a class's margin with itself", () => {
    assert.deepEqual(marginMatrix([0, 1, 2, 1, 0, 3, 2, 3, 0], 3).cells, [
      [null, 1, 2],
      [1, null, 3],
      [2, 3, null],
    ]);
  });

  it("has the largest constant of each block of many classes", () => {
    const classes = 201;
    const values = new Float64Array(classes ** 2);
    values[200 * classes + 7] = 5;
    values[3 * classes + 2] = 4;
    const { classesPerCell, cells } = marginMatrix(values, classes);
    assert.deepEqual([classesPerCell, cells.length], [3, 67]);
    assert.deepEqual([cells[66]?.[2], cells[1]?.[0]], [5, 4]);
  });
});
