import { GloroError } from "../gloro/errors.js";
import { augmenter } from "./augmentation/augmenter.js";
import { BatchAssembler } from "./batches/batchAssembler.js";
import type { OwnedBatch } from "./batches/batchBuffers.js";
import type { BatchJob } from "./batches/batchMessages.js";
import { checkBatching } from "./batches/checkBatching.js";
import { EpochBatches } from "./batches/epochBatches.js";
import { shareSplit } from "./shareSplit.js";
import { startBatchWorker } from "./startBatchWorker.js";

/** How many batches are assembled ahead where nothing else is said. */
export const defaultPrefetch = 4;

/** What to train on, and how to cut it into batches. */
export interface LoaderOptions extends BatchJob {
  /** How many batches are assembled ahead of their use; {@link defaultPrefetch} if left out. */
  readonly prefetch?: number;
}

/** Training batches, assembled and augmented on a thread of their own. */
export interface Loader {
  readonly batchesPerEpoch: number;
  /**
   * An epoch's batches in a random order that depends on the seed and the epoch alone, so that going
   * on from `fromBatch` gives what was left. The last batch is padded with rows of weight 0. Once the
   * worker has ended, `next()` rejects. Throws GloroError for a batch that no epoch has.
   *
   * @param index - the epoch, from 0
   * @param fromBatch - the first batch to give, from 0
   */
  epoch(index: number, fromBatch?: number): AsyncIterableIterator<OwnedBatch>;
  /** Hands a batch's memory back, to be filled again: the caller may not touch the batch any more. */
  recycle(batch: OwnedBatch): void;
  /** Ends the thread. Safe to call twice. */
  dispose(): Promise<void>;
}

/**
 * Starts a loader. The split goes to shared memory, unless it lies there already, and is not copied
 * again.
 *
 * @param start - starts the worker's thread
 * @throws ShapeError when split, shape and augmentation do not fit together
 * @throws GloroError for a batch size or prefetch that is not a positive whole number
 */
export function createLoader(options: LoaderOptions, start = startBatchWorker): Loader {
  const { split, inputShape, batchSize, seed, augmentation, prefetch = defaultPrefetch } = options;
  checkBatching(split, inputShape, batchSize);
  // The worker would find it too, but as a thread that died.
  augmenter(augmentation, inputShape);
  if (!Number.isInteger(prefetch) || prefetch < 1) {
    throw new GloroError(`prefetch must be a positive whole number, got ${prefetch}.`);
  }
  const batchesPerEpoch = Math.ceil(split.count / batchSize);
  const assembler = new BatchAssembler(
    start({ split: shareSplit(split), inputShape, batchSize, seed, augmentation }),
  );
  return {
    batchesPerEpoch,
    epoch(epoch, fromBatch = 0) {
      if (!Number.isInteger(fromBatch) || fromBatch < 0 || fromBatch > batchesPerEpoch) {
        throw new GloroError(
          `Batch ${fromBatch} was asked for; an epoch has ${batchesPerEpoch}, counted from 0.`,
        );
      }
      return new EpochBatches(assembler, { epoch, fromBatch, batchesPerEpoch, prefetch });
    },
    recycle: (batch) => {
      assembler.recycle(batch);
    },
    dispose: () => assembler.dispose(),
  };
}
