import { certifiedRadii } from "../certify/certifiedRadius.js";
import { networkBounds } from "../certify/layerBounds.js";
import type { LayerBound } from "../certify/layerBounds.js";
import { marginConstants } from "../certify/marginConstants.js";
import type { RadiusHistogram } from "../runs/metrics.js";
import type { CheckpointName } from "../runs/runPaths.js";
import { accuracies, correctRadii, vraAt } from "../model/accuracy.js";
import type { Accuracies, ExampleRadii } from "../model/accuracy.js";
import { certifiedLayers } from "./certifiedLayers.js";
import { evaluateCheckpoint } from "./evaluateRun.js";
import type { EvaluateOptions } from "./evaluateRun.js";
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
  const { beforeHead, head } = certifiedLayers(network, tensors);
  const { layers, subLipschitz } = networkBounds(beforeHead);
  const points = certifiedRadii(predictions.logits, marginConstants(head, subLipschitz));
  const examples: ExampleRadii = {
    ...predictions,
    predictions: points.map(({ prediction = -1 }) => prediction),
    radii: points.map(({ radius }) => radius),
  };
  const { epsilon, evaluation } = run.config;
  return {
    run: run.id,
    checkpoint: evaluated.checkpoint,
    epoch: progress.epoch,
    step: progress.step,
    data: data.name,
    examples: predictions.count,
    epsilon,
    layers,
    subLipschitz,
    ...accuracies(examples, epsilon),
    vraAt: Object.fromEntries(
      (radii ?? evaluation.radii).map((radius) => [String(radius), vraAt(examples, radius)]),
    ),
    histogram: radiusHistogram(correctRadii(examples), epsilon),
  };
}
