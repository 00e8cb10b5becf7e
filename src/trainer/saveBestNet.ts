import { GloroError } from "../gloro/errors.js";
import type { Network } from "../gloro/network.js";
import { parseRelaxation } from "../gloro/relaxations/index.js";
import { writeSavedNet } from "../model/files/writeSavedNet.js";
import { hasCheckpoint, loadCheckpoint } from "../runs/checkpoint.js";
import type { Config } from "../runs/config.js";
import { runPaths } from "../runs/runPaths.js";

/**
 * Writes a run's best network as a `.gloronet` file into its folder, for Python where it can hold it.
 *
 * @returns what a log should say of it, one sentence. A run is finished without that file too, so
 *   what no file can hold, or a disk that refuses, is said and not thrown.
 */
export async function saveBestNet(
  folder: string,
  { epsilon, relaxation, powerIterations }: Config,
  { inputShape, layers, classes, parameters }: Network,
): Promise<string> {
  const path = runPaths.bestNet(folder);
  const { tensors } = loadCheckpoint(folder, hasCheckpoint(folder, "best") ? "best" : "last");
  const weights = Object.entries(tensors).filter(([name]) => Object.hasOwn(parameters, name));
  try {
    const { loadedBy } = await writeSavedNet(path, {
      inputShape,
      layers: layers.map(({ name, config }) => ({ ...config, name })),
      weights: Object.fromEntries(weights),
      epsilon,
      relaxation: relaxation && parseRelaxation(relaxation, classes),
      powerIterations,
    });
    const readers = loadedBy.map((release) => `gloro ${release}`).join(" and ");
    return `Saved the best network as ${path}, which ${readers || "no Python library"} can load.`;
  } catch (error) {
    if (error instanceof GloroError) return `The best network was not saved: ${error.message}`;
    throw error;
  }
}
