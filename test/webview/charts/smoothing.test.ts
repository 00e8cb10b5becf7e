import assert from "node:assert/strict";
import { smooth } from "../../../webview/charts/smoothing.js";
import { seeded } from "./seeded.js";

describe("smooth", () => {
  it("is the mean weighted by powers of the weight", () => {
    const random = seeded(1);
    const ys = Array.from({ length: 40 }, random);
    for (const weight of [0.3, 0.9]) {
      for (const [end, smoothed] of smooth(ys, weight).entries()) {
        const terms = ys.slice(0, end + 1).map((y, index) => [y, weight ** (end - index)] as const);
        const sum = terms.reduce((total, [y, w]) => total + y * w, 0);
        const weights = terms.reduce((total, [, w]) => total + w, 0);
        assert.ok(Math.abs(smoothed - sum / weights) < 1e-12, `weight ${weight}, value ${end}`);
      }
    }
  });

  it("leaves a curve alone without weight, and gaps where they are", () => {
    assert.deepEqual(smooth([3, 1, 2], 0), [3, 1, 2]);
    assert.deepEqual(smooth([1, NaN, 1], 0.5), [1, NaN, 1]);
  });
});
