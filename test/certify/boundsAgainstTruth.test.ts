import assert from "node:assert/strict";
import { measureAll, samples } from "./boundsAgainstTruth.js";
import { svdError } from "./singularValues.js";

describe("bounds against the largest singular value", () => {
  it("takes in two thousand layers", () => {
    assert.ok(samples.reduce((sum, { count }) => sum + count, 0) >= 2000);
  });

  for (const sample of samples) {
    it(`${sample.kind}: never below, and at most ${sample.mean} times on average`, () => {
      const { ratios } = measureAll(sample);
      const seedOf = (ratio: number) => `seed ${ratios.indexOf(ratio)}: ${ratio}`;
      const least = Math.min(...ratios);
      assert.ok(least >= 1 - svdError, seedOf(least));
      const worst = Math.max(...ratios);
      assert.ok(worst <= sample.worst, seedOf(worst));
      const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
      assert.ok(mean <= sample.mean, `mean ${mean}`);
    });
  }
});
