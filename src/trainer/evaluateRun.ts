import type { EngineName } from "../engine/engine.js";
import type { Evaluation } from "../runs/metrics.js";
import type { CheckpointName } from "../runs/runPaths.js";
import { accuraciesByClass } from "../model/accuracy.js";
import type { ClassAccuracies } from "../model/accuracy.js";
import { evaluateCheckpoint, openCheckpoint } from "./evaluateCheckpoint.js";
import { summarise } from "./summarise.js";

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

/** Evaluates a run's checkpoint on its test split. @throws NoCheckpointError; GloroError. */
export async function evaluateRun(
  folder: string,
  { checkpoint, radii }: EvaluateOptions = {},
): Promise<RunEvaluation> {
  const opened = await openCheckpoint(folder, checkpoint);
  const { run, progress, data, network } = opened;
  const { predictions, engine } = await evaluateCheckpoint(
    opened,
    run.config.engine,
    async (underWay, runsOn) => ({ predictions: await underWay, engine: runsOn }),
  );
  const { epsilon } = run.config;
  return {
    run: run.id,
    checkpoint: opened.checkpoint,
    epoch: progress.epoch,
    step: progress.step,
    engine,
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
