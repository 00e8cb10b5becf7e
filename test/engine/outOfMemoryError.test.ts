import assert from "node:assert/strict";
import { engineError, OutOfMemoryError } from "../../src/engine/outOfMemoryError.js";

describe("engineError", () => {
  const ofMemory = [
    "std::bad_alloc",
    "bad allocation",
    "Non-zero status code returned while running Conv node. Failed to allocate memory for requested buffer of size 4194304000",
    "ResourceExhausted: OOM when allocating tensor with shape[64,512] and type float on /job:localhost",
    "CUDA_ERROR_OUT_OF_MEMORY: out of memory",
    "WebGPU validation failed. Buffer size (8589934592) exceeds the max buffer size limit (2147483648).",
    "Array buffer allocation failed",
  ];
  for (const text of ofMemory) {
    it(`hears a lack of memory in "${text.slice(0, 50)}…"`, () => {
      const theirs = new Error(text);
      const error = engineError(theirs);
      assert.ok(error instanceof OutOfMemoryError);
      assert.equal(error.cause, theirs);
    });
  }

  it("leaves other errors as they are", () => {
    for (const text of [
      "Incompatible shapes: [2] vs. [3]",
      "the room is full",
      "buffer too short",
    ]) {
      const theirs = new Error(text);
      assert.equal(engineError(theirs), theirs);
    }
  });
});
