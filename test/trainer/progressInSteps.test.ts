import assert from "node:assert/strict";
import type { Progress } from "../../src/runs/checkpoint.js";
import { progressInSteps } from "../../src/trainer/progressInSteps.js";

describe("progressInSteps", () => {
  const progress: Progress = {
    epoch: 2,
    step: 2 * 4 + 3,
    stepInEpoch: 3,
    batchSize: 32,
    epochSums: { loss: 1 },
    groupSums: {},
    metricsBytes: 9,
  };

  it("goes on at the same example", () => {
    // 100 examples are 13 steps of 8; 96 of them are done.
    const next = progressInSteps(progress, 8, 100);
    assert.deepEqual(next, { ...progress, step: 2 * 13 + 12, stepInEpoch: 12, batchSize: 8 });
  });

  it("repeats the examples of a step that is not whole, and never ends the epoch", () => {
    for (let size = 1; size < 32; size++) {
      const { step, stepInEpoch } = progressInSteps(progress, size, 97);
      assert.equal(stepInEpoch, Math.floor(96 / size));
      assert.ok(stepInEpoch < Math.ceil(97 / size), `batch ${size}`);
      assert.equal(step, 2 * Math.ceil(97 / size) + stepInEpoch);
    }
  });

  it("leaves a checkpoint of the same batch, and one that does not know it, as it is", () => {
    assert.equal(progressInSteps(progress, 32, 100), progress);
    const older = { ...progress, batchSize: undefined };
    assert.equal(progressInSteps(older, 8, 100), older);
  });
});
