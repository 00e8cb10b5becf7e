import { evaluationBatches } from "../data/batches/evaluationBatches.js";
import { trainingBatches } from "../data/batches/trainingBatches.js";
import { checkBatching } from "../data/batches/checkBatching.js";
import type { Batch, DataSet, Split } from "../data/dataSet.js";
import type { Augmentation } from "../data/augmentation/parseAugmentation.js";
import { GloroError, ShapeError } from "../gloro/errors.js";
import type { Network } from "../gloro/network.js";
import { readLabelled } from "./examples.js";
import type { InputNumbers } from "./inputNumbers.js";

/** Inputs and labels, as one piece. */
export interface LabelledInputs {
  readonly x: InputNumbers;
  /** Class indices, or one-hot rows. */
  readonly y: InputNumbers;
}

type AnyIterable<T> = Iterable<T> | AsyncIterable<T>;

/** Batches of one's own: something that can be iterated once an epoch, or a function that makes it. */
export type OwnBatches =
  AnyIterable<LabelledInputs> | ((epoch: number) => AnyIterable<LabelledInputs>);

/** What a net can be trained on besides x and y. Of a data set, the training split. */
export type TrainingData = DataSet | Split | OwnBatches;

/** Batches of one size, epoch by epoch. */
export interface TrainingSource {
  readonly batchSize: number;
  /** Undefined until it is known. */
  readonly stepsPerEpoch: number | undefined;
  epoch(epoch: number): AnyIterable<Batch>;
}

/** How a split is cut into batches. */
export interface ShuffleOptions {
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly seed: number;
  readonly augmentation: Augmentation;
}

/**
 * A split's examples. Shuffled, their order depends on the seed and the epoch alone. Throws ShapeError
 * where the split is not the network's, or holds no images to augment, GloroError for a batch size that
 * is no positive whole number, and for an augmentation without shuffling.
 */
export function splitSource(
  split: Split,
  { inputShape }: Pick<Network, "inputShape">,
  { batchSize, shuffle, seed, augmentation }: ShuffleOptions,
): TrainingSource {
  checkBatching(split, inputShape, batchSize);
  const stepsPerEpoch = Math.ceil(split.count / batchSize);
  if (!shuffle && augmentation.steps.length > 0) {
    throw new GloroError(
      "Only shuffled examples are augmented; leave out shuffle or augmentation.",
    );
  }
  const assemble = trainingBatches({ split, inputShape, batchSize, seed, augmentation });
  function* shuffled(epoch: number): Generator<Batch> {
    for (let batch = 0; batch < stepsPerEpoch; batch++) {
      yield assemble({ epoch, batch, buffers: undefined });
    }
  }
  return {
    batchSize,
    stepsPerEpoch,
    epoch: (epoch) => (shuffle ? shuffled(epoch) : evaluationBatches(split, inputShape, batchSize)),
  };
}

/**
 * Batches of one's own, each padded to `batchSize`. Throws, as they are read, ShapeError for one that
 * is larger, GloroError for an epoch without any.
 */
export function ownSource(
  batches: OwnBatches,
  network: Pick<Network, "inputShape" | "classes">,
  batchSize: number,
): TrainingSource {
  let stepsPerEpoch: number | undefined;
  async function* read(epoch: number): AsyncGenerator<Batch> {
    let steps = 0;
    for await (const { x, y } of typeof batches === "function" ? batches(epoch) : batches) {
      const split = await readLabelled(x, y, network);
      if (split.count > batchSize) {
        throw new ShapeError(
          `A batch has ${split.count} examples, more than the batchSize of ${batchSize}. Give fit the ` +
            `size of the largest batch.`,
        );
      }
      steps += 1;
      yield* evaluationBatches(split, network.inputShape, batchSize);
    }
    if (steps === 0) {
      throw new GloroError(
        `Epoch ${epoch + 1} had no batch: an iterator can be read only once. Give fit an array, or a ` +
          `function that makes the batches anew.`,
      );
    }
    stepsPerEpoch = steps;
  }
  return {
    batchSize,
    get stepsPerEpoch() {
      return stepsPerEpoch;
    },
    epoch: read,
  };
}

/** The last `fraction` of a split's examples apart from those before, as Keras does it. */
export function splitOff(split: Split, fraction: number): { train: Split; validation: Split } {
  const count = Math.floor(split.count * (1 - fraction));
  if (!(fraction > 0 && fraction < 1) || count < 1 || count === split.count) {
    throw new GloroError(
      `validationSplit must leave examples on both sides: ${fraction} of ${split.count} does not. ` +
        `Write for example 0.1.`,
    );
  }
  return { train: part(split, 0, count), validation: part(split, count, split.count) };
}

function part({ count, images, labels }: Split, start: number, end: number): Split {
  const size = images.length / count;
  return {
    count: end - start,
    images: images.subarray(start * size, end * size),
    labels: labels.subarray(start, end),
  };
}
