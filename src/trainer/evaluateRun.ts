import type { EngineName } from "../engine/engine.js";
import type { HostTensors } from "../gloro/program.js";
import { loadCheckpoint } from "../runs/checkpoint.js";
import type { Progress } from "../runs/checkpoint.js";
import type { DataSet } from "../data/dataSet.js";
import type { Network } from "../gloro/network.js";
import type { Evaluation } from "../runs/metrics.js";
import { openRun } from "../runs/runFolder.js";
import type { Run } from "../runs/runFolder.js";
import type { CheckpointName } from "../runs/runPaths.js";
import { accuraciesByClass } from "../model/accuracy.js";
import type { ClassAccuracies } from "../model/accuracy.js";
import { configuredData } from "./configuredData.js";
import { evaluatingEngine } from "./configuredEngine.js";
import { configuredNetwork } from "./configuredNetwork.js";
import { evaluateNetwork } from "./evaluateNetwork.js";
import type { Predictions } from "../model/predictions.js";
import { summarise } from "./summarise.js";
import { evaluationPrograms } from "./trainingPrograms.js";
import { trainingSchedules } from "./trainingSchedules.js";

export interface EvaluateOptions {
  /** `best` where absent. */
  readonly checkpoint?: CheckpointName | undefined;
  /** The config's radii where absent. */
  readonly radii?: readonly number[] | undefined;
}

/** An evaluation on a test split. */
export interface Evaluated {
  readonly engine: EngineName;
  readonly data: string;
  readonly examples: number;
  readonly epsilon: number;
  readonly evaluation: Evaluation;
  readonly classes: readonly (ClassAccuracies & { readonly name: string })[];
}

/** An evaluation of a checkpoint on the test split, by the power method's estimates. */
export interface RunEvaluation extends Evaluated {
  readonly run: string;
  readonly checkpoint: CheckpointName;
  readonly epoch: number;
  readonly step: number;
}

/** A checkpoint's network with what it says of the test split. */
export interface EvaluatedCheckpoint {
  readonly run: Run;
  readonly checkpoint: CheckpointName;
  readonly progress: Progress;
  readonly tensors: HostTensors;
  readonly network: Network;
  readonly data: DataSet;
  readonly engine: EngineName;
  readonly predictions: Predictions;
}

/**
 * Runs a checkpoint over the test split.
 *
 * @param engine the run's own where left out
 * @throws NoCheckpointError; GloroError.
 */
export async function evaluateCheckpoint(
  folder: string,
  checkpoint: CheckpointName = "best",
  engine?: EngineName,
): Promise<EvaluatedCheckpoint> {
  const run = openRun(folder);
  const { tensors, progress } = loadCheckpoint(folder, checkpoint);
  const data = await configuredData(run.config);
  const network = await configuredNetwork(run.config, data);
  const runsOn = await evaluatingEngine(engine ?? run.config.engine);
  const programs = await runsOn.load(evaluationPrograms(run.config, network), tensors);
  try {
    const { lambda } = trainingSchedules(run.config)(progress.epoch);
    const predictions = await evaluateNetwork({
      config: run.config,
      network,
      programs,
      split: data.test,
      lambda,
    });
    const { name } = runsOn;
    return { run, checkpoint, progress, tensors, network, data, engine: name, predictions };
  } finally {
    await programs.dispose();
  }
}

/** Evaluates a run's checkpoint on its test split. @throws NoCheckpointError; GloroError. */
export async function evaluateRun(
  folder: string,
  { checkpoint, radii }: EvaluateOptions = {},
): Promise<RunEvaluation> {
  const evaluated = await evaluateCheckpoint(folder, checkpoint);
  const { run, progress, data, network, predictions } = evaluated;
  const { epsilon } = run.config;
  return {
    run: run.id,
    checkpoint: evaluated.checkpoint,
    epoch: progress.epoch,
    step: progress.step,
    engine: evaluated.engine,
    data: data.name,
    examples: predictions.count,
    epsilon,
    evaluation: summarise(predictions, {
      network,
      epsilon,
      radii: radii ?? run.config.evaluation.radii,
    }),
    classes: accuraciesByClass(predictions, epsilon).map((accuracies) => ({
      ...accuracies,
      name: data.classNames?.[accuracies.class] ?? String(accuracies.class),
    })),
  };
}
