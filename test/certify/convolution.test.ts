import assert from "node:assert/strict";
import { convolutionAxis } from "../../src/certify/convolution.js";
import { ShapeError } from "../../src/gloro/errors.js";

describe("convolutionAxis", () => {
  it("pads and sizes as TensorFlow documents", () => {
    for (const [input, kernel, stride, padding, output, before] of [
      [28, 4, 2, "same", 14, 1],
      [14, 4, 2, "same", 7, 1],
      [7, 4, 2, "same", 4, 1],
      [5, 4, 1, "same", 5, 1],
      [5, 3, 1, "same", 5, 1],
      [6, 3, 2, "same", 3, 0],
      [5, 2, 3, "same", 2, 0],
      [1, 4, 2, "same", 1, 1],
      [28, 4, 2, "valid", 13, 0],
      [8, 4, 4, "valid", 2, 0],
      [7, 3, 2, "valid", 3, 0],
    ] as const) {
      const axis = convolutionAxis(input, kernel, stride, padding);
      assert.deepEqual(axis, { input, kernel, stride, output, before });
    }
  });

  it("refuses sizes that make no convolution", () => {
    assert.throws(() => convolutionAxis(3, 4, 1, "valid"), ShapeError);
    assert.throws(() => convolutionAxis(3, 0, 1, "same"), ShapeError);
    assert.throws(() => convolutionAxis(3, 2, 0.5, "same"), ShapeError);
    assert.throws(() => convolutionAxis(NaN, 2, 1, "same"), ShapeError);
  });
});
