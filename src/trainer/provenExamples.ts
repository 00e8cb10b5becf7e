import { certifiedRadii } from "../certify/certifiedRadius.js";
import { boundsInThreads } from "../certify/boundsInThreads.js";
import type { NetworkBounds } from "../certify/layerBounds.js";
import type { PlacedLayer } from "../certify/layers.js";
import { marginConstants } from "../certify/marginConstants.js";
import type { MarginConstants } from "../certify/marginConstants.js";
import { networkEstimate } from "../certify/networkEstimate.js";
import { NetworkRounding } from "../certify/networkRounding.js";
import { uncounted, type PointRounding } from "../certify/pointRounding.js";
import { relaxedRadii } from "../certify/relaxedRadius.js";
import { estimate, type Estimate } from "../certify/upperBound.js";
import type { Split } from "../data/dataSet.js";
import type { Network } from "../gloro/network.js";
import type { HostTensors } from "../gloro/program.js";
import { largestK } from "../gloro/relaxations/index.js";
import type { Relaxation } from "../gloro/relaxations/index.js";
import type { ExampleRadii } from "../model/accuracy.js";
import { lipschitzByLayer } from "../model/lipschitzByLayer.js";
import type { Predictions } from "../model/predictions.js";
import { certifiedLayers, type CertifiedSums } from "./certifiedLayers.js";
import { roundedRadii } from "./roundedRadii.js";

/** A network, and what it says of some examples. */
export interface Answers {
  readonly network: Network;
  readonly weights: HostTensors;
  /** Where they are under way, the bounds are found meanwhile. */
  readonly predictions: Predictions | Promise<Predictions>;
  /** The examples themselves. */
  readonly split: Split;
  readonly relaxation: Relaxation | undefined;
  /** Default `inBlocks`. */
  readonly sums?: CertifiedSums | undefined;
}

/** Answers with proven radii, and what proves them. */
export interface ProvenExamples extends NetworkBounds {
  readonly constants: MarginConstants;
  /** With rounding counted. */
  readonly examples: ExampleRadii;
  /** What the same bounds would prove of logits without rounding. */
  readonly withoutRounding: ExampleRadii;
  /** What the layers' estimates give, without rounding: what rigour is compared with. */
  readonly estimated: ExampleRadii;
  /** By layer, the larger of two estimates from below: the proof's own, and the power method's. */
  readonly estimates: ReadonlyMap<string, Estimate>;
  readonly graph: readonly PlacedLayer[];
  /** Undefined where nobody knows how a layer rounds: then none is counted. */
  readonly rounding: NetworkRounding | undefined;
  /** The points at which Float64 had a closer look. */
  readonly closerLooks: readonly number[];
}

/**
 * Proves the radii of a network's answers, as float32 computes them, from its weights (docs/soundness.md).
 *
 * @param epsilons where rounding alone would cost a certificate at one of these, Float64 has a closer look
 * @param report told what is being done
 * @throws NoBoundError for a layer that nobody has bounded; GloroError
 */
export async function provenExamples(
  { network, weights, split, relaxation, sums, ...answers }: Answers,
  epsilons: readonly number[],
  report: (activity: string) => void = () => undefined,
): Promise<ProvenExamples> {
  const { beforeHead, head } = certifiedLayers(network, weights, sums);
  const [{ arithmetic, ...bounds }, predictions] = await Promise.all([
    boundsInThreads(beforeHead, (layer) => {
      report(`Bounding layer ${layer}`);
    }),
    answers.predictions,
  ]);
  const { logits, classes } = predictions;
  const constants = marginConstants(head, bounds.subLipschitz);
  const radiiOf = (row: Float32Array | Float64Array, rounding: PointRounding): number[] =>
    relaxation
      ? relaxedRadii(row, constants, relaxation, () => rounding).flatMap(({ radii }) => radii)
      : certifiedRadii(row, constants, () => rounding).map(({ radius }) => radius);

  report("Counting rounding");
  const plain = radiiOf(logits, uncounted);
  const rounding = NetworkRounding.of(beforeHead, head, bounds.layers, arithmetic);
  const { radii, looks } = rounding
    ? await roundedRadii({ split, rounding, logits, classes, radiiOf, plain, epsilons })
    : { radii: Float64Array.from(plain), looks: [] };

  const estimates = layerEstimates(bounds, network, predictions);
  const estimated = networkEstimate(beforeHead, (name) => estimates.get(name) ?? estimate(1));
  // Every constant of a margin has L_sub as a factor. Of a layer of zeros both are 0, and no radius ends.
  const farther = estimated > 0 ? bounds.subLipschitz / estimated : 1;
  const proven = {
    ...predictions,
    predictions: certifiedRadii(logits, constants).map(({ prediction = -1 }) => prediction),
  };
  return {
    ...bounds,
    constants,
    examples: withRadii(proven, radii, relaxation),
    withoutRounding: withRadii(proven, plain, relaxation),
    estimated: withRadii(
      proven,
      plain.map((radius) => radius * farther),
      relaxation,
    ),
    estimates,
    graph: beforeHead,
    rounding,
    closerLooks: looks,
  };
}

function layerEstimates(
  { layers }: NetworkBounds,
  network: Network,
  { lipschitz }: Predictions,
): ReadonlyMap<string, Estimate> {
  const byPowerMethod = lipschitzByLayer(network, lipschitz);
  return new Map(
    layers.map(({ name, lowerBound }) => [
      name,
      estimate(Math.max(lowerBound, byPowerMethod[name] ?? 0)),
    ]),
  );
}

/** Answers whose certificates have these radii: one each, or one for each k of a relaxed net. */
function withRadii(
  answers: Omit<Predictions, "predictions"> & { readonly predictions: ArrayLike<number> },
  radii: ArrayLike<number>,
  relaxation: Relaxation | undefined,
): ExampleRadii {
  if (!relaxation) return { ...answers, radii, relaxed: undefined };
  const k = largestK(relaxation);
  const { relaxed, count } = answers;
  if (!relaxed) throw new RangeError("A relaxed net's predictions hold its guarantees.");
  const all = Float64Array.from(radii);
  const largest = Float64Array.from({ length: count }, (_, example) =>
    Math.max(...all.subarray(example * k, (example + 1) * k)),
  );
  return { ...answers, radii: largest, relaxed: { ...relaxed, radii } };
}
