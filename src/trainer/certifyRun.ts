import { parseRelaxation } from "../gloro/relaxations/index.js";
import type { CheckpointName } from "../runs/runPaths.js";
import { certificateEnding } from "../formats/certificate/certificateSchema.js";
import { certify } from "./certificate.js";
import type { Certificate, CertifyingOptions } from "./certificate.js";
import { certifyFile } from "./certifyFile.js";
import { evaluateCheckpoint, openCheckpoint } from "./evaluateCheckpoint.js";
import { saveNet } from "./saveBestNet.js";

/** What is asked of a run. */
export interface CertifyRunOptions extends CertifyingOptions {
  /** `best` where absent. */
  readonly checkpoint?: CheckpointName | undefined;
  /** The first is ε, and VRA is told at all; the config's where absent. */
  readonly epsilons?: readonly number[] | undefined;
  /** A certificate file to write; the network is written beside it. */
  readonly out?: string | undefined;
}

/** What is proven of a checkpoint on the test split. */
export interface RunCertificate extends Certificate {
  readonly run: string;
  readonly checkpoint: CheckpointName;
  readonly epoch: number;
  readonly step: number;
}

/** Whose arithmetic the proof counts: shaders round quotients and roots as they like, and cards may take TF32. */
const certifyingEngine = "onnx-cpu";

/**
 * Certifies a run's checkpoint on its test split, with proven upper bounds of every Lipschitz constant and
 * of what float32 rounds.
 *
 * With `out` it is the file that is certified, by which anyone can check the certificate.
 *
 * @throws NoCheckpointError; NoBoundError for a layer that nobody has bounded; GloroError.
 */
export async function certifyRun(
  folder: string,
  { checkpoint, epsilons, out, ...options }: CertifyRunOptions = {},
): Promise<RunCertificate> {
  const opened = await openCheckpoint(folder, checkpoint);
  const { run, progress, data, network, tensors } = opened;
  const { config } = run;
  const { relaxation } = config;
  const radii = epsilons ?? [config.epsilon, ...config.evaluation.radii];
  const ofRun = {
    run: run.id,
    checkpoint: opened.checkpoint,
    epoch: progress.epoch,
    step: progress.step,
  };
  if (out !== undefined) {
    const file = `${out.slice(0, -certificateEnding.length)}.gloronet`;
    await saveNet(file, config, network, tensors);
    const certificate = await certifyFile(file, { ...options, data, epsilons: radii, out });
    return { ...certificate, ...ofRun };
  }
  options.report?.("Evaluating the network");
  const certificate = await evaluateCheckpoint(opened, certifyingEngine, (predictions) =>
    certify(
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
    ),
  );
  return { ...ofRun, ...certificate };
}
