import { augmenter } from "../augmentation/augmenter.js";
import { randomStream } from "../random/randomStream.js";
import { shuffledOrder } from "../random/shuffledOrder.js";
import { batchBuffers } from "./batchBuffers.js";
import type { BatchJob, BatchReply, BatchRequest } from "./batchMessages.js";
import { copyImage } from "./copyImage.js";
import { fillBatch } from "./fillBatch.js";

/**
 * Makes what assembles a job's batches. A batch depends on the job, its epoch and its number alone:
 * the order of an epoch on (seed, epoch), an image's augmentation on (seed, epoch, example).
 */
export function trainingBatches(job: BatchJob): (request: BatchRequest) => BatchReply {
  const { split, batchSize, seed } = job;
  const size = split.images.length / split.count;
  const augment = augmenter(job.augmentation, job.inputShape);
  const plain = new Float32Array(size);
  let order: { epoch: number; examples: Uint32Array } | undefined;
  return ({ epoch, batch, buffers = batchBuffers(batchSize, size) }) => {
    if (order?.epoch !== epoch) {
      order = { epoch, examples: shuffledOrder(split.count, randomStream(seed, epoch)) };
    }
    const examples = order.examples.subarray(batch * batchSize, (batch + 1) * batchSize);
    return fillBatch(split, examples, buffers, (example, row) => {
      if (augment === undefined) {
        copyImage(split, example, row);
      } else {
        copyImage(split, example, plain);
        augment(plain, randomStream(seed, epoch, example), row);
      }
    });
  };
}
