import assert from "node:assert/strict";
import { converge, DivergedError } from "../../../src/gloro/programs/index.js";

/** A run that gives these norms in turn, and how often it was called. */
function scripted(rounds: number[][]) {
  let calls = 0;
  const run = () => Promise.resolve(rounds[calls++] ?? rounds.at(-1)!);
  return { run, calls: () => calls };
}

describe("converge", () => {
  it("stops when no norm changes by more than the tolerance of itself", async () => {
    const { run, calls } = scripted([
      [1, 5],
      [1.5, 5.2],
      [1.5001, 5.3],
      [1.5001, 5.3001],
      [9, 9],
    ]);
    assert.deepEqual(await converge(run, { tolerance: 1e-3, maxRounds: 100 }), [1.5001, 5.3001]);
    assert.equal(calls(), 4);
  });

  it("does not call small norms settled because they are small", async () => {
    const { run, calls } = scripted([[1e-6], [2e-6], [3e-6], [3e-6]]);
    await converge(run, { tolerance: 1e-3, maxRounds: 100 });
    assert.equal(calls(), 4);
  });

  it("stops after maxRounds", async () => {
    let norm = 1;
    const run = () => Promise.resolve([(norm *= 2)]);
    assert.deepEqual(await converge(run, { tolerance: 1e-3, maxRounds: 5 }), [32]);
  });

  it("takes zero norms, and no norms, as settled", async () => {
    assert.deepEqual(await converge(scripted([[0]]).run, { tolerance: 1e-3, maxRounds: 9 }), [0]);
    assert.deepEqual(await converge(scripted([[]]).run, { tolerance: 1e-3, maxRounds: 9 }), []);
  });

  it("says that training diverged where a norm is not finite", async () => {
    for (const bad of [NaN, Infinity]) {
      const { run } = scripted([
        [1, 1],
        [1, bad],
      ]);
      await assert.rejects(converge(run, { tolerance: 1e-9, maxRounds: 9 }), DivergedError);
    }
  });
});
