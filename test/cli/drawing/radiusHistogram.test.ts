import assert from "node:assert/strict";
import { radiusHistogram } from "../../../src/cli/drawing/radiusHistogram.js";
import { textWidth } from "../../../src/cli/drawing/textWidth.js";

const histogram = { edges: [0, 0.1, 0.2, 0.3, 0.4], counts: [10, 20, 300, 7] };

describe("radiusHistogram", () => {
  it("draws a row a bin and marks the one of ε", () => {
    assert.deepEqual(radiusHistogram(histogram, 0.3, 60), [
      "0 – 0.1     10  █▏",
      "0.1 – 0.2   20  ██▍",
      "0.2 – 0.3  300  ███████████████████████████████████",
      "0.3 – 0.4    7  ▉  ← ε 0.3",
    ]);
  });

  it("fits the terminal", () => {
    for (const columns of [40, 60, 80, 200]) {
      for (const row of radiusHistogram(histogram, 0.25, columns)) {
        assert.ok(textWidth(row) <= columns, `"${row}" in ${columns} columns`);
      }
    }
  });

  it("merges many bins, so that ε stays an edge", () => {
    const edges = Array.from({ length: 21 }, (_, edge) => 0.5 * (edge / 5));
    const counts = edges.slice(1).map((_, bin) => bin);
    assert.deepEqual(radiusHistogram({ edges, counts }, 0.5, 60), [
      "0 – 0.5  10  ████▌",
      "0.5 – 1  35  ███████████████▋  ← ε 0.5",
      "1 – 1.5  60  ██████████████████████████▉",
      "1.5 – 2  85  ██████████████████████████████████████",
    ]);
  });

  it("draws empty bins", () => {
    assert.deepEqual(radiusHistogram({ edges: [0, 1, 2], counts: [0, 0] }, 5, 60), [
      "0 – 1  0",
      "1 – 2  0",
    ]);
  });
});
