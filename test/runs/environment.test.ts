import assert from "node:assert/strict";
import { describeEnvironment, environmentSchema } from "../../src/runs/environment.js";

const engine = { engine: "tensorflow", versions: {} };

describe("describeEnvironment", () => {
  it("says what training computes with", () => {
    assert.deepEqual(describeEnvironment(engine).arithmetic, {
      precision: "float32",
      tf32: false,
      xla: false,
    });
    const accelerated = describeEnvironment({ ...engine, precision: "bfloat16", xla: true });
    assert.deepEqual(accelerated.arithmetic, { precision: "bfloat16", tf32: false, xla: true });
  });

  it("is read as it is written, and as runs have it that were made before", () => {
    const environment = describeEnvironment(engine);
    assert.deepEqual(environmentSchema.parse(environment), environment);
    const { arithmetic, ...before } = environment;
    assert.ok(arithmetic);
    assert.deepEqual(environmentSchema.parse(before), before);
  });
});
