import assert from "node:assert/strict";
import { radiusHistogram } from "../../src/certify/radiusHistogram.js";
import { GloroError } from "../../src/gloro/errors.js";

describe("radiusHistogram", () => {
  it("counts each radius once, a radius on an edge in the bin above", () => {
    const radii = [0, 0.05, 0.1, 0.15, 0.2, 3, Infinity];
    assert.deepEqual(radiusHistogram(radii, [0, 0.1, 0.2]), [2, 2, 3]);
  });

  it("counts nothing where there are no radii", () => {
    assert.deepEqual(radiusHistogram([], [0, 1]), [0, 0]);
  });

  it("refuses edges that leave radii out", () => {
    for (const edges of [[], [0.1, 0.2], [0, 0.2, 0.2], [0, NaN]]) {
      assert.throws(() => radiusHistogram([1], edges), GloroError, `[${edges.join(", ")}]`);
    }
  });
});
