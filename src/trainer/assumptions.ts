import { elementaryError } from "../certify/floatModel.js";
import type { PlacedLayer } from "../certify/layers.js";
import type { NetworkRounding } from "../certify/networkRounding.js";
import type { CertifiedSums } from "./certifiedLayers.js";

/** What a certificate rests on, a sentence each (docs/soundness.md). */
export function assumptionsOf(
  graph: readonly PlacedLayer[],
  rounding: Pick<NetworkRounding, "elementaryLayers"> | undefined,
  sums: CertifiedSums,
): string[] {
  const declared = graph.flatMap(({ layer }) =>
    layer.kind === "declared"
      ? [`Layer "${layer.name}" has the Lipschitz constant ${layer.constant}, as its author says.`]
      : [],
  );
  if (!rounding) {
    return [
      ...declared,
      "The logits are exact: nobody knows how the layers above round, so no rounding is counted.",
    ];
  }
  const { elementaryLayers } = rounding;
  const elementary =
    elementaryLayers.length > 0
      ? [
          `exp, tanh and the like are computed to ${elementaryError} unit roundoffs (2^-24) of 1, or of ` +
            `the result where that is larger: ${elementaryLayers.join(", ")}.`,
        ]
      : [];
  return [...declared, ...elementary, sumsAre[sums]];
}

const sumsAre: { [Sums in CertifiedSums]: string } = {
  inBlocks:
    "Sums of products are computed in IEEE 754 float32, in the blocks in which gloro predicts and evaluates " +
    "on a CPU, each in any order: no TF32, bfloat16, Winograd or FFT.",
  inAnyOrder:
    "Sums of products are computed in IEEE 754 float32, in any order: no TF32, bfloat16, Winograd or FFT.",
};
