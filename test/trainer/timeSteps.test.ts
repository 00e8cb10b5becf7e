import assert from "node:assert/strict";
import { quantile, timeSteps } from "../../src/trainer/timeSteps.js";

describe("timeSteps", () => {
  /** A clock that a step moves on by its own time. */
  function timed(times: readonly number[]) {
    let [time, taken] = [100, 0];
    const step = () => {
      time += times[taken++ % times.length] ?? 0;
      return Promise.resolve();
    };
    return { step, now: () => time };
  }

  it("gives what each step took", async () => {
    const { step, now } = timed([5, 2, 9]);
    assert.deepEqual(await timeSteps(step, { steps: 4 }, now), [5, 2, 9, 5]);
  });

  it("ends where its time is up, with a step done at least", async () => {
    const { step, now } = timed([40]);
    assert.deepEqual(await timeSteps(step, { steps: 9, atMostMs: 100 }, now), [40, 40, 40]);
    assert.deepEqual(await timeSteps(step, { steps: 9, atMostMs: 1 }, now), [40]);
  });
});

describe("quantile", () => {
  it("lies between the two nearest values", () => {
    assert.equal(quantile([9, 1, 2], 0.5), 2);
    assert.equal(quantile([4, 2], 0.5), 3);
    assert.equal(quantile([0, 10], 0.1), 1);
  });
});
