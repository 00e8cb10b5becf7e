import type { LayerBound } from "../certify/layerBounds.js";
import type { RadiusHistogram } from "../runs/metrics.js";
import type { CheckpointName } from "../runs/runPaths.js";
import { accuracies, correctRadii, vraAt } from "../model/accuracy.js";
import type { Accuracies } from "../model/accuracy.js";
import { evaluateCheckpoint } from "./evaluateRun.js";
import type { EvaluateOptions } from "./evaluateRun.js";
import { guaranteeShares } from "../model/guarantees.js";
import { provenExamples } from "./provenExamples.js";
import { radiusHistogram } from "./radiusHistogram.js";

/** What is proven of a checkpoint on the test split. */
export interface RunCertificate extends Accuracies {
  readonly run: string;
  readonly checkpoint: CheckpointName;
  readonly epoch: number;
  readonly step: number;
  readonly data: string;
  readonly examples: number;
  readonly epsilon: number;
  /** The layers before the head. */
  readonly layers: readonly LayerBound[];
  /** An upper bound of the product of their Lipschitz constants. */
  readonly subLipschitz: number;
  /** VRA at each radius; the radius is the key. */
  readonly vraAt: Readonly<Record<string, number>>;
  readonly histogram: RadiusHistogram;
  /** Of a relaxed net: the share of examples whose loosest proven guarantee is k; k is the key. */
  readonly guarantees?: Readonly<Record<string, number>>;
}

/**
 * Certifies a run's checkpoint on its test split, with proven upper bounds of every Lipschitz constant
 * (Float64; the logits are the engine's, taken as exact).
 *
 * @throws NoCheckpointError; NoBoundError for a layer that nobody has bounded; GloroError.
 */
export async function certifyRun(
  folder: string,
  { checkpoint, radii }: EvaluateOptions = {},
): Promise<RunCertificate> {
  const evaluated = await evaluateCheckpoint(folder, checkpoint);
  const { run, progress, data, network, tensors, predictions } = evaluated;
  const { epsilon, evaluation, relaxation } = run.config;
  const proven = provenExamples(predictions, network, tensors, relaxation);
  const { examples } = proven;
  return {
    run: run.id,
    checkpoint: evaluated.checkpoint,
    epoch: progress.epoch,
    step: progress.step,
    data: data.name,
    examples: predictions.count,
    epsilon,
    layers: proven.layers,
    subLipschitz: proven.subLipschitz,
    ...accuracies(examples, epsilon),
    vraAt: Object.fromEntries(
      (radii ?? evaluation.radii).map((radius) => [String(radius), vraAt(examples, radius)]),
    ),
    histogram: radiusHistogram(correctRadii(examples), epsilon),
    ...(examples.relaxed && {
      guarantees: guaranteeShares(examples.relaxed, predictions.count, epsilon),
    }),
  };
}
