import assert from "node:assert/strict";
import { labelsOf } from "../../../src/data/sources/labelsOf.js";

describe("labelsOf", () => {
  it("takes class indices of any type, also in a column", () => {
    const column = { shape: [3, 1], kind: "float", values: Float64Array.of(2, 0, 1) } as const;
    assert.deepEqual([...labelsOf(column, "labels")], [2, 0, 1]);
    const row = { shape: [3], kind: "integer", values: Uint8Array.of(9, 8, 7) } as const;
    assert.deepEqual([...labelsOf(row, "labels")], [9, 8, 7]);
  });

  it("refuses what is no class index, naming the example and the value", () => {
    for (const bad of [-1, 0.5, NaN, Infinity, 2 ** 31]) {
      const array = { shape: [3], kind: "float", values: Float64Array.of(0, bad, 1) } as const;
      assert.throws(
        () => labelsOf(array, "train labels"),
        {
          name: "GloroError",
          message: new RegExp(`Example 1 of the train labels has the label ${bad}`),
        },
        String(bad),
      );
    }
  });

  it("refuses one-hot labels with advice", () => {
    const array = { shape: [1, 3], kind: "integer", values: Uint8Array.of(0, 1, 0) } as const;
    assert.throws(() => labelsOf(array, "labels"), /argmax/);
  });
});
