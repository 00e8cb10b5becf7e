import type { TestData } from "../data/dataSet.js";
import { loadTestData } from "../data/loadDataSet.js";
import { GloroError } from "../gloro/errors.js";
import { parseLoss } from "../gloro/losses/index.js";
import type { Network } from "../gloro/network.js";
import type { HostTensors } from "../gloro/program.js";
import type { Relaxation } from "../gloro/relaxations/index.js";
import { readSavedNet } from "../model/files/readSavedNet.js";
import { frozenConstant } from "../model/frozenConstant.js";
import { loadNetwork } from "../model/gloroNetOptions.js";
import type { NetworkOnEngine } from "../model/networkOnEngine.js";
import { predictSplit } from "../model/predictSplit.js";
import type { Predictions } from "../model/predictions.js";
import { checkDataFit } from "./checkDataFit.js";
import { evaluatingEngine } from "./configuredEngine.js";

export interface PredictFileOptions {
  /** `mnist`, or a path of data, whose test split is taken; or the data. */
  readonly data: string | TestData;
  /** The file's where absent. */
  readonly epsilon?: number | undefined;
  /** Whether a constant that the file holds is left alone, and estimates settle instead. */
  readonly ignoreFrozen: boolean;
}

/** A model file, and the data that it is to be run on. */
export interface FileOnData {
  readonly network: Network;
  readonly weights: HostTensors;
  readonly relaxation: Relaxation | undefined;
  readonly isFrozen: boolean;
  readonly epsilon: number;
  readonly data: TestData;
}

/** A model file with what it says of a test split. */
export interface PredictedFile extends FileOnData {
  readonly predictions: Predictions;
}

/**
 * Runs a model file over the test split of some data, with cross-entropy as the loss.
 *
 * @throws GloronetError for a file that is not understood; GloroError for data that do not fit it, or no ε
 */
export function predictFile(file: string, options: PredictFileOptions): Promise<PredictedFile> {
  return withPredictions(file, options, async (found, predictions) => ({
    ...found,
    predictions: await predictions,
  }));
}

/**
 * The same for what can begin before the predictions are there: `use` is given them under way.
 *
 * @throws as predictFile does, and what `use` throws
 */
export async function withPredictions<Result>(
  file: string,
  { ignoreFrozen, ...options }: PredictFileOptions,
  use: (found: FileOnData, predictions: Promise<Predictions>) => Promise<Result>,
): Promise<Result> {
  const { relaxation, frozen, epsilon: stored, ...saved } = await readSavedNet(file);
  const epsilon = options.epsilon ?? stored;
  if (epsilon === undefined) {
    throw new GloroError(`${file} holds no epsilon. Give the radius that is to be certified.`);
  }
  const data = typeof options.data === "string" ? await loadTestData(options.data) : options.data;
  const engine = await evaluatingEngine();
  const onEngine = await loadNetwork({ ...saved, epsilon, engine }, relaxation);
  const isFrozen = frozen !== undefined && !ignoreFrozen;
  try {
    checkDataFit(onEngine.network, data, file);
    if (isFrozen) onEngine.frozen = frozenConstant(frozen);
    const found = {
      network: onEngine.network,
      weights: await onEngine.weights(),
      relaxation: onEngine.relaxation,
      isFrozen,
      epsilon,
      data,
    };
    const predictions = predictionsOf(onEngine, found);
    // Where `use` fails first, nobody hears that they were given up.
    predictions.catch(() => undefined);
    return await use(found, predictions);
  } finally {
    await onEngine.dispose();
  }
}

async function predictionsOf(
  onEngine: NetworkOnEngine,
  { data, epsilon }: FileOnData,
): Promise<Predictions> {
  await onEngine.settle();
  return predictSplit(data.test, {
    onEngine,
    loss: parseLoss("crossentropy"),
    metrics: {},
    batchSize: undefined,
    keyPrefix: "",
    epsilon,
    lambda: 0,
  });
}
