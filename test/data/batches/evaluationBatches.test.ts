import assert from "node:assert/strict";
import { evaluationBatches } from "../../../src/data/batches/evaluationBatches.js";
import { exampleShape, exampleSplit } from "./exampleSplit.js";

describe("evaluationBatches", () => {
  it("gives the examples in order, in [0, 1], then padding of weight 0", () => {
    const batches = [...evaluationBatches(exampleSplit(5), exampleShape, 3)];
    assert.deepEqual(
      batches.map(({ count, labels, weights }) => [count, [...labels], [...weights]]),
      [
        [3, [0, 1, 2], [1, 1, 1]],
        [2, [3, 4, 3], [1, 1, 0]],
      ],
    );
    const pixels = (values: number[]) => [...Float32Array.from(values, (value) => value / 255)];
    assert.deepEqual([...batches[0]!.images], pixels([0, 0, 1, 0, 2, 0]));
    assert.deepEqual([...batches[1]!.images], pixels([3, 0, 4, 0, 3, 0]));
  });

  it("copies float images as they are", () => {
    const images = Float32Array.of(0.1, 0.2, 0.3, 1);
    const split = { count: 2, images, labels: Int32Array.of(0, 1) };
    const [batch] = evaluationBatches(split, [2], 2);
    assert.deepEqual(batch!.images, images);
    assert.notEqual(batch!.images.buffer, images.buffer);
  });

  it("turns every byte into the float32 nearest to byte/255", () => {
    const images = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const split = { count: 1, images, labels: Int32Array.of(0) };
    const [batch] = evaluationBatches(split, [16, 16, 1], 1);
    batch!.images.forEach((value, byte) => {
      assert.equal(value, Math.fround(byte / 255), `byte ${byte}`);
    });
  });

  it("refuses shapes and batch sizes that do not fit", () => {
    assert.throws(() => [...evaluationBatches(exampleSplit(5), [3], 2)], {
      name: "ShapeError",
      message: /5 examples of 3 need 15 numbers and 5 labels; the split has 10 and 5/,
    });
    for (const size of [0, -1, 1.5, NaN]) {
      assert.throws(
        () => [...evaluationBatches(exampleSplit(5), exampleShape, size)],
        /The batch size must be a positive whole number/,
      );
    }
  });
});
