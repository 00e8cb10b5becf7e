import { defaultEngine } from "../engine/index.js";
import { accuraciesByClass } from "../model/accuracy.js";
import type { Evaluated } from "./evaluateRun.js";
import { predictFile } from "./predictFile.js";
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
  { radii, ...options }: EvaluateFileOptions,
): Promise<FileEvaluation> {
  const { network, isFrozen, epsilon, data, predictions } = await predictFile(file, {
    ...options,
    ignoreFrozen: false,
  });
  return {
    file,
    isFrozen,
    engine: defaultEngine,
    data: data.name,
    examples: predictions.count,
    epsilon,
    evaluation: summarise(predictions, { network, epsilon, radii: radii ?? [epsilon] }),
    classes: accuraciesByClass(predictions, epsilon).map((accuracies) => ({
      ...accuracies,
      name: data.classNames?.[accuracies.class] ?? String(accuracies.class),
    })),
  };
}
