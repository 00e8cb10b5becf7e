import { parseRelaxation } from "../gloro/relaxations/index.js";
import type { CheckpointName } from "../runs/runPaths.js";
import { certify } from "./certificate.js";
import type { Certificate, CertifyingOptions } from "./certificate.js";
import { evaluateCheckpoint } from "./evaluateRun.js";

/** What is asked of a run. */
export interface CertifyRunOptions extends CertifyingOptions {
  /** `best` where absent. */
  readonly checkpoint?: CheckpointName | undefined;
  /** The first is ε, and VRA is told at all; the config's where absent. */
  readonly epsilons?: readonly number[] | undefined;
}

/** What is proven of a checkpoint on the test split. */
export interface RunCertificate extends Certificate {
  readonly run: string;
  readonly checkpoint: CheckpointName;
  readonly epoch: number;
  readonly step: number;
}

/**
 * Certifies a run's checkpoint on its test split, with proven upper bounds of every Lipschitz constant and
 * of what float32 rounds.
 *
 * @throws NoCheckpointError; NoBoundError for a layer that nobody has bounded; GloroError.
 */
export async function certifyRun(
  folder: string,
  { checkpoint, epsilons, ...options }: CertifyRunOptions = {},
): Promise<RunCertificate> {
  options.report?.("Evaluating the network");
  const evaluated = await evaluateCheckpoint(folder, checkpoint);
  const { run, progress, data, network, tensors, predictions } = evaluated;
  const { config } = run;
  const { relaxation } = config;
  const certificate = certify(
    {
      network,
      weights: tensors,
      predictions,
      split: data.test,
      data: data.name,
      epsilon: epsilons?.[0] ?? config.epsilon,
      radii: epsilons ?? config.evaluation.radii,
      relaxation: relaxation && parseRelaxation(relaxation, network.classes),
    },
    options,
  );
  return {
    run: run.id,
    checkpoint: evaluated.checkpoint,
    epoch: progress.epoch,
    step: progress.step,
    ...certificate,
  };
}
