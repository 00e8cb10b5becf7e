import { certifiedRadii } from "../certify/certifiedRadius.js";
import { networkBounds } from "../certify/layerBounds.js";
import type { LayerBound } from "../certify/layerBounds.js";
import { marginConstants } from "../certify/marginConstants.js";
import type { MarginConstants } from "../certify/marginConstants.js";
import { relaxedRadii } from "../certify/relaxedRadius.js";
import { largestK, parseRelaxation } from "../gloro/relaxations/index.js";
import type { RelaxationConfig } from "../gloro/relaxations/index.js";
import type { RadiusHistogram } from "../runs/metrics.js";
import type { CheckpointName } from "../runs/runPaths.js";
import { accuracies, correctRadii, vraAt, wrongRadii } from "../model/accuracy.js";
import type { Accuracies, ExampleRadii } from "../model/accuracy.js";
import { certifiedLayers } from "./certifiedLayers.js";
import { evaluateCheckpoint } from "./evaluateRun.js";
import type { EvaluateOptions } from "./evaluateRun.js";
import { guaranteeShares } from "../model/guarantees.js";
import type { Guarantees } from "../model/guarantees.js";
import type { Predictions } from "../model/predictions.js";
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
  const { beforeHead, head } = certifiedLayers(network, tensors);
  const { layers, subLipschitz } = networkBounds(beforeHead);
  const constants = marginConstants(head, subLipschitz);
  const points = certifiedRadii(predictions.logits, constants);
  const { epsilon, evaluation, relaxation } = run.config;
  const relaxed = relaxation && provenGuarantees(predictions, constants, relaxation);
  const examples: ExampleRadii = {
    ...predictions,
    predictions: points.map(({ prediction = -1 }) => prediction),
    radii: points.map(({ radius }) => radius),
    relaxed,
  };
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
    histogram: radiusHistogram(
      { correct: correctRadii(examples), wrong: wrongRadii(examples) },
      epsilon,
    ),
    ...(relaxed && { guarantees: guaranteeShares(relaxed, predictions.count, epsilon) }),
  };
}

function provenGuarantees(
  { logits, labels, classes }: Predictions,
  constants: MarginConstants,
  config: RelaxationConfig,
): Guarantees {
  const relaxation = parseRelaxation(config, classes);
  const points = relaxedRadii(logits, constants, relaxation);
  return {
    largestK: largestK(relaxation),
    radii: points.flatMap(({ radii }) => radii),
    // Without a ranking the label has no place: it comes after every class.
    labelRanks: points.map(
      ({ ranking }, index) => ranking.indexOf(labels[index] ?? -1) + 1 || Infinity,
    ),
  };
}
