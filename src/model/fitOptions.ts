import { parseAugmentation } from "../data/augmentation/parseAugmentation.js";
import { checkBatching } from "../data/batches/checkBatching.js";
import type { Split } from "../data/dataSet.js";
import { GloroError } from "../gloro/errors.js";
import type { Network } from "../gloro/network.js";
import type { Callback } from "./callbacks/callback.js";
import { UpdatePowerIterates } from "./callbacks/updatePowerIterates.js";
import { readLabelled } from "./examples.js";
import type { FitProgress, FitSetting } from "./fit.js";
import { ownSource, splitOff, splitSource } from "./trainingSource.js";
import type { LabelledInputs, OwnBatches, ShuffleOptions, TrainingData } from "./trainingSource.js";

/** How a net is trained. */
export interface FitOptions {
  /** Default 1. */
  readonly epochs?: number;
  /** The epoch to begin with, from 0, where the ones before were done earlier; default 0. */
  readonly initialEpoch?: number;
  /** Default 32. */
  readonly batchSize?: number;
  /** Whether each epoch has another order; default true. Batches of one's own come as they are. */
  readonly shuffle?: boolean;
  /** Of the orders: the same seed gives the same training. Default 0. */
  readonly seed?: number;
  /** Random changes of the training images, such as `standard` or `crop_flip`; default `none`. */
  readonly augmentation?: string;
  readonly validationData?: LabelledInputs | Split;
  /** Instead of validation data: this fraction of the examples, the last ones, as in Keras. */
  readonly validationSplit?: number;
  readonly callbacks?: readonly Callback[];
  /** Whether the iterates are settled between epochs; see UpdatePowerIterates. Default true. */
  readonly updateIterates?: boolean;
  /** Ends the training before its next step; `fit` then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called after each step. */
  readonly onProgress?: (progress: FitProgress) => void;
}

const defaultBatchSize = 32;

/** What `fit` needs, from what it is told. */
export async function fitSetting(
  data: TrainingData | LabelledInputs,
  options: FitOptions,
  network: Network,
): Promise<Omit<FitSetting, "net" | "onEngine" | "compilation">> {
  const { batchSize = defaultBatchSize, shuffle = true, seed = 0 } = options;
  const augmentation = parseAugmentation(options.augmentation ?? "none");
  const { callbacks = [], updateIterates = true } = options;
  const isAdded =
    updateIterates && !callbacks.some((callback) => callback instanceof UpdatePowerIterates);
  return {
    ...(await sourceAndValidation(
      data,
      { batchSize, shuffle, seed, augmentation },
      options,
      network,
    )),
    epochs: options.epochs ?? 1,
    initialEpoch: options.initialEpoch ?? 0,
    callbacks: isAdded ? [new UpdatePowerIterates(), ...callbacks] : callbacks,
    signal: options.signal,
    onProgress: options.onProgress,
  };
}

/** Labelled examples in any form, as a split. Throws ShapeError where they are not the network's. */
export async function readSplit(data: LabelledInputs | Split, network: Network): Promise<Split> {
  if ("x" in data) return readLabelled(data.x, data.y, network);
  checkBatching(data, network.inputShape, 1);
  return data;
}

async function sourceAndValidation(
  data: TrainingData | LabelledInputs,
  cut: ShuffleOptions,
  { validationData, validationSplit }: FitOptions,
  network: Network,
): Promise<Pick<FitSetting, "source" | "validation">> {
  if (validationData && validationSplit !== undefined) {
    throw new GloroError("Give fit validationData or validationSplit, not both.");
  }
  const given = validationData && (await readSplit(validationData, network));
  if (isOwnBatches(data)) {
    if (validationSplit !== undefined) {
      throw new GloroError("Batches of one's own cannot be split; give fit validationData.");
    }
    if (cut.augmentation.steps.length > 0) {
      throw new GloroError("Batches of one's own are not augmented; leave augmentation out.");
    }
    return { source: ownSource(data, network, cut.batchSize), validation: given };
  }
  const split = await readSplit("train" in data ? data.train : data, network);
  const { train, validation } =
    validationSplit === undefined
      ? { train: split, validation: given }
      : splitOff(split, validationSplit);
  return { source: splitSource(train, network, cut), validation };
}

function isOwnBatches(data: TrainingData | LabelledInputs): data is OwnBatches {
  return typeof data === "function" || Symbol.iterator in data || Symbol.asyncIterator in data;
}
