import assert from "node:assert/strict";
import { fittingBatch } from "../../src/trainer/fittingBatch.js";

describe("fittingBatch", () => {
  /** 100 bytes of parameters, and 10 an example. */
  const memoryOf = (batchSize: number) => 100 + 10 * batchSize;

  it("is the largest power of two that has room, and half at most", () => {
    assert.equal(fittingBatch(512, memoryOf, 740), 64);
    assert.equal(fittingBatch(512, memoryOf, 739), 32);
    assert.equal(fittingBatch(512, memoryOf, 1e9), 256);
    assert.equal(fittingBatch(300, memoryOf), 128);
    assert.equal(fittingBatch(2, memoryOf), 1);
  });

  it("is none where nothing smaller would fit", () => {
    assert.equal(fittingBatch(1, memoryOf), undefined);
    assert.equal(fittingBatch(512, memoryOf, 109), undefined);
  });
});
