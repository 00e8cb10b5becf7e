import assert from "node:assert/strict";
import { wordProblems } from "../../src/runs/validateConfig.js";

describe("wordProblems", () => {
  const told = (config: object): string[] => wordProblems(config).map(({ message }) => message);

  it("tell that steps never come in one call", () => {
    assert.deepEqual(told({ stepsPerCall: 64 }), [
      "stepsPerCall: 64 steps never come together, since metrics.everySteps parts them after 50; make that 64 at least, or stepsPerCall smaller.",
    ]);
    assert.deepEqual(told({ stepsPerCall: 8, checkpoints: { everySteps: 5 } }), [
      "stepsPerCall: 8 steps never come together, since checkpoints.everySteps parts them after 5; make that 8 at least, or stepsPerCall smaller.",
    ]);
  });

  it("let steps come together that nothing parts", () => {
    assert.deepEqual(told({ stepsPerCall: 64, metrics: { everySteps: 64 } }), []);
    assert.deepEqual(told({ stepsPerCall: 5, checkpoints: { everySteps: 5 } }), []);
    assert.deepEqual(told({ metrics: { everySteps: 1 } }), []);
  });
});
