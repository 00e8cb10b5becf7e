import assert from "node:assert/strict";
import { StepCount } from "../../src/trainer/stepCount.js";

describe("StepCount", () => {
  it("counts epochs and steps, as far as they are done", () => {
    const count = new StepCount(7, 4, 3);
    assert.deepEqual([count.epoch, count.stepInEpoch], [1, 3]);
    assert.deepEqual([count.stepsLeft, count.epochsLeft], [5, 2]);
    count.next();
    assert.deepEqual([count.step, count.epoch, count.stepInEpoch], [8, 2, 0]);
    assert.deepEqual([count.stepsLeft, count.epochsLeft, count.epochAt(6)], [4, 1, 1.5]);
  });

  it("names moments as people count, the first epoch before its first step too", () => {
    assert.deepEqual(new StepCount(0, 4, 3).moment(0), { step: 0, epoch: 1 });
    assert.deepEqual(new StepCount(4, 4, 3).moment(0), { step: 4, epoch: 1 });
    assert.deepEqual(new StepCount(4, 4, 3).moment(1), { step: 5, epoch: 2 });
  });
});
