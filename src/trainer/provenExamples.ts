import { certifiedRadii } from "../certify/certifiedRadius.js";
import { networkBounds } from "../certify/layerBounds.js";
import type { NetworkBounds } from "../certify/layerBounds.js";
import { marginConstants } from "../certify/marginConstants.js";
import type { MarginConstants } from "../certify/marginConstants.js";
import { relaxedRadii } from "../certify/relaxedRadius.js";
import type { Network } from "../gloro/network.js";
import type { HostTensors } from "../gloro/program.js";
import { largestK, parseRelaxation } from "../gloro/relaxations/index.js";
import type { RelaxationConfig } from "../gloro/relaxations/index.js";
import type { ExampleRadii } from "../model/accuracy.js";
import type { Guarantees } from "../model/guarantees.js";
import type { Predictions } from "../model/predictions.js";
import { certifiedLayers } from "./certifiedLayers.js";

/** Predictions with proven radii, and the bounds that prove them. */
export interface ProvenExamples extends NetworkBounds {
  readonly constants: MarginConstants;
  readonly examples: ExampleRadii;
}

/**
 * Proves the radii of a network's predictions from its weights (Float64; the logits are the engine's,
 * taken as exact).
 *
 * @throws NoBoundError for a layer that nobody has bounded; GloroError.
 */
export function provenExamples(
  predictions: Predictions,
  network: Network,
  weights: HostTensors,
  relaxation: RelaxationConfig | undefined,
): ProvenExamples {
  const { beforeHead, head } = certifiedLayers(network, weights);
  const bounds = networkBounds(beforeHead);
  const constants = marginConstants(head, bounds.subLipschitz);
  const points = certifiedRadii(predictions.logits, constants);
  const examples = {
    ...predictions,
    predictions: points.map(({ prediction = -1 }) => prediction),
    radii: points.map(({ radius }) => radius),
    relaxed: relaxation && provenGuarantees(predictions, constants, relaxation),
  };
  return { ...bounds, constants, examples };
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
