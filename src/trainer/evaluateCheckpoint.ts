import type { EngineName } from "../engine/engine.js";
import type { HostTensors } from "../gloro/program.js";
import { loadCheckpoint } from "../runs/checkpoint.js";
import type { Progress } from "../runs/checkpoint.js";
import type { DataSet } from "../data/dataSet.js";
import type { Network } from "../gloro/network.js";
import type { Config } from "../runs/config.js";
import { openRun } from "../runs/runFolder.js";
import type { Run } from "../runs/runFolder.js";
import type { CheckpointName } from "../runs/runPaths.js";
import type { Predictions } from "../model/predictions.js";
import { configuredData } from "./configuredData.js";
import { evaluatingEngine } from "./configuredEngine.js";
import { configuredNetwork } from "./configuredNetwork.js";
import { evaluateNetwork } from "./evaluateNetwork.js";
import { evaluationPrograms } from "./trainingPrograms.js";
import { trainingSchedules } from "./trainingSchedules.js";

/** A checkpoint of a run, with the data of the run. */
export interface OpenCheckpoint {
  readonly run: Run;
  readonly checkpoint: CheckpointName;
  readonly progress: Progress;
  readonly tensors: HostTensors;
  readonly network: Network;
  readonly data: DataSet;
}

/** Loads a checkpoint, the best where none is named. @throws NoCheckpointError; GloroError. */
export async function openCheckpoint(
  folder: string,
  checkpoint: CheckpointName = "best",
): Promise<OpenCheckpoint> {
  const run = openRun(folder);
  const { tensors, progress } = loadCheckpoint(folder, checkpoint);
  const data = await configuredData(run.config);
  const network = await configuredNetwork(run.config, data);
  return { run, checkpoint, progress, tensors, network, data };
}

/**
 * Runs a checkpoint over the test split; `use` is given the predictions under way.
 *
 * @param engine a config's word for it
 * @throws GloroError, and what `use` throws.
 */
export async function evaluateCheckpoint<Result>(
  { run: { config }, progress, tensors, network, data }: OpenCheckpoint,
  engine: Config["engine"],
  use: (predictions: Promise<Predictions>, engine: EngineName) => Promise<Result>,
): Promise<Result> {
  const runsOn = await evaluatingEngine(engine);
  const programs = await runsOn.load(evaluationPrograms(config, network), tensors);
  const { lambda } = trainingSchedules(config)(progress.epoch);
  try {
    const predictions = evaluateNetwork({ config, network, programs, split: data.test, lambda });
    // Where `use` fails first, nobody hears that they were given up.
    predictions.catch(() => undefined);
    return await use(predictions, runsOn.name);
  } finally {
    await programs.dispose();
  }
}
