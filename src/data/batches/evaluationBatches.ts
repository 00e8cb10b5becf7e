import type { Batch, Split } from "../dataSet.js";
import { batchBuffers } from "./batchBuffers.js";
import { checkBatching } from "./checkBatching.js";
import { copyImage } from "./copyImage.js";
import { fillBatch } from "./fillBatch.js";

/**
 * A split's examples in order, without augmentation. Each batch has its own memory.
 *
 * @param inputShape - `[height, width, channels]` or `[features]`
 * @throws ShapeError when the split does not have that shape
 */
export function* evaluationBatches(
  split: Split,
  inputShape: readonly number[],
  batchSize: number,
): Generator<Batch, void, undefined> {
  const size = checkBatching(split, inputShape, batchSize);
  for (let start = 0; start < split.count; start += batchSize) {
    const rows = Math.min(batchSize, split.count - start);
    const examples = Uint32Array.from({ length: rows }, (_, row) => start + row);
    yield fillBatch(split, examples, batchBuffers(batchSize, size), (example, row) => {
      copyImage(split, example, row);
    });
  }
}
