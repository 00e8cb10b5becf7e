import assert from "node:assert/strict";
import { grouped, stepsTogether } from "../../src/trainer/stepsInCalls.js";

async function* upTo(count: number): AsyncGenerator<number, void, undefined> {
  for (let value = 0; value < count; value++) yield await Promise.resolve(value);
}

describe("stepsTogether", () => {
  const config = { stepsPerCall: 4, metrics: { everySteps: 6 }, checkpoints: { everyEpochs: 1 } };

  /** The sizes of the calls of two epochs, from a step on. */
  function calls(stepsPerEpoch: number, changes: Partial<Parameters<typeof stepsTogether>[2]>) {
    const sizes: number[] = [];
    for (let step = 0; step < 2 * stepsPerEpoch; step += sizes.at(-1) ?? 1)
      sizes.push(stepsTogether(step, stepsPerEpoch, { ...config, ...changes }));
    return sizes;
  }

  it("takes no more than are left until a line of metrics, or the epoch's end", () => {
    assert.deepEqual(calls(15, {}), [4, 1, 1, 4, 1, 1, 1, 1, 1, 4, 1, 1, 4, 1, 1, 1, 1, 1]);
    assert.deepEqual(calls(10, {}), [4, 1, 1, 4, 4, 1, 1, 4]);
  });

  it("ends at checkpoints, which count on over the epochs", () => {
    const checkpoints = { everyEpochs: 1, everySteps: 5 };
    assert.deepEqual(calls(8, { metrics: { everySteps: 50 }, checkpoints }), [
      ...[4, 1, 1, 1, 1],
      ...[1, 1, 4, 1, 1],
    ]);
  });

  it("goes on from any step", () => {
    assert.equal(stepsTogether(31, 100, config), 4);
    assert.equal(stepsTogether(33, 100, config), 1);
  });

  it("is one where the config says nothing, or an epoch is shorter", () => {
    const { metrics, checkpoints } = config;
    assert.equal(stepsTogether(0, 100, { metrics, checkpoints }), 1);
    assert.deepEqual(calls(3, {}), [1, 1, 1, 1, 1, 1]);
  });
});

describe("grouped", () => {
  it("asks for a group's size when it begins, and gives what is left", async () => {
    const sizes = [2, 1, 3, 4];
    const groups: (readonly number[])[] = [];
    for await (const group of grouped(upTo(8), () => sizes[groups.length]!)) groups.push(group);
    assert.deepEqual(groups, [[0, 1], [2], [3, 4, 5], [6, 7]]);
  });

  it("ends what it reads when it is left early", async () => {
    const batches = upTo(8);
    for await (const group of grouped(batches, () => 3)) if (group[0] === 3) break;
    assert.deepEqual(await batches.next(), { done: true, value: undefined });
  });
});
