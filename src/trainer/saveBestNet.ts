import { GloroError } from "../gloro/errors.js";
import type { Network } from "../gloro/network.js";
import type { HostTensors } from "../gloro/program.js";
import { parseRelaxation } from "../gloro/relaxations/index.js";
import type { Saved } from "../model/files/pythonReleases.js";
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
  config: Config,
  network: Network,
): Promise<string> {
  const path = runPaths.bestNet(folder);
  const { tensors } = loadCheckpoint(folder, hasCheckpoint(folder, "best") ? "best" : "last");
  try {
    const { loadedBy } = await saveNet(path, config, network, tensors);
    const readers = loadedBy.map((release) => `gloro ${release}`).join(" and ");
    return `Saved the best network as ${path}, which ${readers || "no Python library"} can load.`;
  } catch (error) {
    if (error instanceof GloroError) return `The best network was not saved: ${error.message}`;
    throw error;
  }
}

/** Writes a run's network with the weights of a checkpoint as a `.gloronet` file; throws as `writeSavedNet` does. */
export function saveNet(
  path: string,
  { epsilon, relaxation, powerIterations }: Config,
  { inputShape, layers, classes, parameters }: Network,
  tensors: HostTensors,
): Promise<Saved> {
  const weights = Object.entries(tensors).filter(([name]) => Object.hasOwn(parameters, name));
  return writeSavedNet(path, {
    inputShape,
    layers: layers.map(({ name, config }) => ({ ...config, name })),
    weights: Object.fromEntries(weights),
    epsilon,
    relaxation: relaxation && parseRelaxation(relaxation, classes),
    powerIterations,
  });
}
