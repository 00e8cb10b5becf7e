import assert from "node:assert/strict";
import { RunningMeans } from "../../src/model/runningMeans.js";

describe("RunningMeans", () => {
  it("weights what it averages", () => {
    const means = new RunningMeans();
    means.add({ loss: 1, vra: 0.5 }, 256);
    means.add({ loss: 4, vra: 0 }, 128);
    assert.equal(means.mean("loss"), 2);
    assert.equal(means.mean("vra"), 1 / 3);
  });

  it("goes on from its sums, through JSON, to the last bit", () => {
    const values = Array.from({ length: 100 }, (_, index) => Math.sin(index) / 3);
    const whole = new RunningMeans();
    let parts = new RunningMeans();
    for (const value of values) {
      whole.add({ value }, 7);
      parts.add({ value }, 7);
      parts = new RunningMeans(
        JSON.parse(JSON.stringify(parts.toSums())) as Record<string, number>,
      );
    }
    assert.equal(parts.mean("value"), whole.mean("value"));
  });

  it("starts anew when cleared", () => {
    const means = new RunningMeans({ weight: 2, loss: 10 });
    means.clear();
    means.add({ loss: 1 }, 1);
    assert.equal(means.mean("loss"), 1);
  });
});
