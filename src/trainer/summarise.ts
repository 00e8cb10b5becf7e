import type { Network } from "../gloro/network.js";
import type { Evaluation } from "../runs/metrics.js";
import { accuracies, correctRadii, vraAt, wrongRadii } from "../model/accuracy.js";
import { guaranteeShares } from "../model/guarantees.js";
import { lipschitzByLayer } from "../model/lipschitzByLayer.js";
import { meanLoss } from "../model/predictions.js";
import type { Predictions } from "../model/predictions.js";
import { radiusHistogram } from "./radiusHistogram.js";

export interface SummaryOptions {
  readonly network: Network;
  readonly epsilon: number;
  readonly radii: readonly number[];
  /** How many of the first examples the histogram counts; all where absent. */
  readonly sample?: number | undefined;
}

/** Sums an evaluation up as metrics.jsonl has it. */
export function summarise(
  examples: Predictions,
  { network, epsilon, radii, sample = examples.count }: SummaryOptions,
): Evaluation {
  const { relaxed } = examples;
  return {
    loss: meanLoss(examples),
    ...accuracies(examples, epsilon),
    vraAt: Object.fromEntries(radii.map((radius) => [String(radius), vraAt(examples, radius)])),
    // A frozen net computes none.
    lipschitz: examples.lipschitz.length > 0 ? lipschitzByLayer(network, examples.lipschitz) : {},
    subLipschitz: examples.subLipschitz,
    histogram: radiusHistogram(
      { correct: correctRadii(examples, sample), wrong: wrongRadii(examples, sample) },
      epsilon,
    ),
    ...(relaxed && { guarantees: guaranteeShares(relaxed, examples.count, epsilon) }),
  };
}
