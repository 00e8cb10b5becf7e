import assert from "node:assert/strict";
import { radiusRows } from "../../../webview/charts/radiusRows.js";

describe("radiusRows", () => {
  it("say of each bin what is in it and what lies beyond where it begins", () => {
    const counts = { edges: [0, 1, 2], correct: [3, 1], wrong: [0, 2], examples: 8 };
    assert.deepEqual(radiusRows(counts).slice(1), [
      [0, 1, 3, 0, 4 / 8],
      [1, 2, 1, 2, 1 / 8],
    ]);
  });

  it("leave out wrong predictions where a run does not count them", () => {
    const [, row] = radiusRows({ edges: [0, 1], correct: [3], examples: 4 });
    assert.deepEqual(row, [0, 1, 3, NaN, 3 / 4]);
  });
});
