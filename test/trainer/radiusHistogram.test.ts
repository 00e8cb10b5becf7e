import assert from "node:assert/strict";
import { radiusHistogram } from "../../src/trainer/radiusHistogram.js";

describe("radiusHistogram", () => {
  it("counts every radius once, and makes ε an edge", () => {
    const radii = Array.from({ length: 300 }, (_, index) => (index % 47) * 0.013 - 0.01);
    for (const epsilon of [0.1, 0.3, 36 / 255, 1.58]) {
      const { edges, counts } = radiusHistogram({ correct: radii, wrong: [] }, epsilon);
      assert.equal(edges.length, counts.length + 1);
      assert.equal(edges[5], epsilon);
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        radii.length,
      );
      for (const [bin, count] of counts.entries()) {
        const [from, to] = [bin === 0 ? -Infinity : edges[bin]!, edges[bin + 1]!];
        const isLast = bin === counts.length - 1;
        const expected = radii.filter((r) => r >= from && (r < to || isLast)).length;
        assert.equal(count, expected, `ε ${epsilon}, bin ${bin}`);
      }
    }
  });

  it("keeps its edges finite for far and infinite radii", () => {
    const { edges, counts } = radiusHistogram({ correct: [0, 5, 1e9, Infinity], wrong: [] }, 0.1);
    assert.equal(counts.length, 40);
    assert.equal(edges.at(-1), 1e9);
    assert.equal(counts.at(-1), 2 + 1);
  });

  it("is empty for no radii", () => {
    const { counts } = radiusHistogram({ correct: [], wrong: [] }, 0.3);
    assert.deepEqual(counts, new Array(10).fill(0));
  });

  it("counts wrong predictions apart, in bins that reach the farthest of either", () => {
    const { edges, counts, wrongCounts } = radiusHistogram(
      { correct: [0.05, 0.35], wrong: [0.35, 0.95, 3] },
      0.5,
    );
    assert.equal(edges.at(-1), 0.5 * (31 / 5));
    assert.deepEqual([counts[0], counts[3], counts.reduce((sum, count) => sum + count)], [1, 1, 2]);
    assert.deepEqual([wrongCounts?.[3], wrongCounts?.[9], wrongCounts?.[30]], [1, 1, 1]);
  });
});
