import type { Split } from "../dataSet.js";
import type { BatchBuffers, OwnedBatch } from "./batchBuffers.js";

/** Writes one example's image to a row of a batch. */
export type WriteImage = (example: number, row: Float32Array) => void;

/**
 * Fills a batch with examples, the rows after them with repeats of the first, of weight 0.
 *
 * @param split - where the labels come from
 * @param examples - indices of the split's examples, from one to as many as the batch has rows
 * @param buffers - the memory to fill; the batch owns it from now on
 */
export function fillBatch(
  split: Split,
  examples: Uint32Array,
  buffers: BatchBuffers,
  writeImage: WriteImage,
): OwnedBatch {
  const { images, labels, weights } = buffers;
  const size = images.length / labels.length;
  const count = examples.length;
  examples.forEach((example, row) => {
    writeImage(example, images.subarray(row * size, (row + 1) * size));
    labels[row] = split.labels[example] ?? 0;
  });
  for (let row = count; row < labels.length; row++) images.copyWithin(row * size, 0, size);
  labels.fill(labels[0] ?? 0, count);
  weights.fill(1, 0, count).fill(0, count);
  return { images, labels, weights, count };
}
