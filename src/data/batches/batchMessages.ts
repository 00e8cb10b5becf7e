import type { Augmentation } from "../augmentation/parseAugmentation.js";
import type { Split } from "../dataSet.js";
import type { BatchBuffers, OwnedBatch } from "./batchBuffers.js";

/** What a batch worker assembles from, given to it as its `workerData`. */
export interface BatchJob {
  /** In shared memory. */
  readonly split: Split;
  readonly inputShape: readonly number[];
  readonly batchSize: number;
  readonly seed: number;
  readonly augmentation: Augmentation;
}

/** To the worker: assemble a batch, in these buffers or in new ones. Answered in order. */
export interface BatchRequest {
  readonly epoch: number;
  readonly batch: number;
  readonly buffers: BatchBuffers | undefined;
}

/** From the worker: the batch asked for. */
export type BatchReply = OwnedBatch;
