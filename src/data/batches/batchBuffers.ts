import type { Batch } from "../dataSet.js";

/** The memory of a batch, in whole `ArrayBuffer`s that can move from thread to thread. */
export interface BatchBuffers {
  readonly images: Float32Array<ArrayBuffer>;
  readonly labels: Int32Array<ArrayBuffer>;
  readonly weights: Float32Array<ArrayBuffer>;
}

/** A batch that owns its memory. */
export type OwnedBatch = BatchBuffers & Pick<Batch, "count">;

/**
 * Memory for a batch.
 *
 * @param batchSize - rows
 * @param size - numbers an image
 */
export function batchBuffers(batchSize: number, size: number): BatchBuffers {
  return {
    images: new Float32Array(batchSize * size),
    labels: new Int32Array(batchSize),
    weights: new Float32Array(batchSize),
  };
}

/** What `postMessage` must transfer for the buffers to move instead of being copied. */
export function transferList({ images, labels, weights }: BatchBuffers): ArrayBuffer[] {
  return [images.buffer, labels.buffer, weights.buffer];
}
