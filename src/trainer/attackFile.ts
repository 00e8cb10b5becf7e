import { loadTestData } from "../data/loadDataSet.js";
import { defaultEngine } from "../engine/index.js";
import { GloroError } from "../gloro/errors.js";
import { readSavedNet } from "../model/files/readSavedNet.js";
import { loadNetwork } from "../model/gloroNetOptions.js";
import { attackNetwork } from "./attackNetwork.js";
import type { AttackCheck, AttackCheckOptions } from "./attackNetwork.js";
import { checkDataFit } from "./checkDataFit.js";

export interface AttackFileOptions extends AttackCheckOptions {
  /** `mnist`, or a path of data; its test split is taken. */
  readonly data: string;
}

/** An attack on a model file. */
export interface FileAttack extends AttackCheck {
  readonly file: string;
}

/**
 * Attacks a model file on a test split. Its certificates are those that its weights prove, whatever
 * constant the file holds.
 *
 * @throws GloronetError for a file that is not understood; NoBoundError; GloroError for data that do not
 * fit it, or no ε
 */
export async function attackFile(
  file: string,
  { data: named, ...options }: AttackFileOptions,
): Promise<FileAttack> {
  const { relaxation, epsilon: stored, ...saved } = await readSavedNet(file);
  const epsilon = options.epsilons?.[0] ?? stored;
  if (epsilon === undefined) {
    throw new GloroError(`${file} holds no epsilon. Give the radii with --epsilon.`);
  }
  const data = await loadTestData(named);
  const onEngine = await loadNetwork({ ...saved, epsilon, engine: defaultEngine }, relaxation);
  try {
    checkDataFit(onEngine.network, data, file);
    const attacked = { onEngine, weights: saved.weights, data, epsilon };
    return { file, ...(await attackNetwork(attacked, options)) };
  } finally {
    await onEngine.dispose();
  }
}
