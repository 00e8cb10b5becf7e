import type { TestData } from "../data/dataSet.js";
import { loadTestData } from "../data/loadDataSet.js";
import { defaultEngine } from "../engine/index.js";
import { GloroError } from "../gloro/errors.js";
import { parseLoss } from "../gloro/losses/index.js";
import type { Network } from "../gloro/network.js";
import { accuraciesByClass } from "../model/accuracy.js";
import { readSavedNet } from "../model/files/readSavedNet.js";
import { frozenConstant } from "../model/frozenConstant.js";
import { loadNetwork } from "../model/gloroNetOptions.js";
import { predictSplit } from "../model/predictSplit.js";
import type { Evaluated } from "./evaluateRun.js";
import { summarise } from "./summarise.js";

export interface EvaluateFileOptions {
  /** `mnist`, or a path of data; its test split is taken, or all where it has one split only. */
  readonly data: string;
  /** The file's ε alone where absent. */
  readonly radii?: readonly number[] | undefined;
  /** The file's where absent. */
  readonly epsilon?: number | undefined;
}

/** An evaluation of a model file, by the constant that it holds or the power method's estimates. */
export interface FileEvaluation extends Evaluated {
  readonly file: string;
  readonly isFrozen: boolean;
}

/**
 * Evaluates a model file on the test split of some data, or on all of one split, with cross-entropy as the loss.
 *
 * @throws GloronetError for a file that is not understood; GloroError for data that do not fit it, or no ε
 */
export async function evaluateFile(
  file: string,
  options: EvaluateFileOptions,
): Promise<FileEvaluation> {
  const { relaxation, frozen, epsilon: stored, ...saved } = await readSavedNet(file);
  const epsilon = options.epsilon ?? stored;
  if (epsilon === undefined) {
    throw new GloroError(`${file} holds no epsilon. Give the radius that is to be certified.`);
  }
  const data = await loadTestData(options.data);
  const onEngine = await loadNetwork({ ...saved, epsilon, engine: defaultEngine }, relaxation);
  try {
    checkFits(onEngine.network, data, file);
    if (frozen !== undefined) onEngine.frozen = frozenConstant(frozen);
    await onEngine.settle();
    const predictions = await predictSplit(data.test, {
      onEngine,
      loss: parseLoss("crossentropy"),
      metrics: {},
      batchSize: undefined,
      keyPrefix: "",
      epsilon,
      lambda: 0,
    });
    return {
      file,
      isFrozen: frozen !== undefined,
      engine: defaultEngine,
      data: data.name,
      examples: predictions.count,
      epsilon,
      evaluation: summarise(predictions, {
        network: onEngine.network,
        epsilon,
        radii: options.radii ?? [epsilon],
      }),
      classes: accuraciesByClass(predictions, epsilon).map((accuracies) => ({
        ...accuracies,
        name: data.classNames?.[accuracies.class] ?? String(accuracies.class),
      })),
    };
  } finally {
    await onEngine.dispose();
  }
}

function checkFits({ inputShape, classes }: Network, data: TestData, file: string): void {
  if (inputShape.join() !== data.inputShape.join() || classes < data.classes) {
    throw new GloroError(
      `${file} takes [${inputShape.join(", ")}] and tells ${classes} classes apart, but ${data.name} has ` +
        `[${data.inputShape.join(", ")}] and ${data.classes}. Name data that fit.`,
    );
  }
}
