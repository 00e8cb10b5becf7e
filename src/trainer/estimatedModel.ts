import { matrixOf } from "../certify/layerKernel.js";
import { vectorLength } from "../certify/unitVector.js";
import { lipschitzByLayer } from "../model/lipschitzByLayer.js";
import type { CertifiedModel, PredictedSubject } from "./certificate.js";
import { certifiedHead } from "./certifiedLayers.js";

/** The Lipschitz constants that the power method's estimates give. */
export function estimatedModel({
  network,
  weights,
  predictions,
}: Pick<PredictedSubject, "network" | "weights" | "predictions">): CertifiedModel {
  const { lipschitz, subLipschitz } = predictions;
  const { rows, columns: classes, values } = matrixOf(certifiedHead(network, weights));
  const constant = (j: number, i: number) =>
    subLipschitz *
    vectorLength(
      Float64Array.from(
        { length: rows },
        (_, row) => (values[row * classes + j] ?? 0) - (values[row * classes + i] ?? 0),
      ),
    );
  const kinds = new Map(network.layers.map(({ name, config }) => [name, config.kind]));
  return {
    lipschitzConstant: Array.from({ length: classes }, (_, j) =>
      Array.from({ length: classes }, (_, i) => (i === j ? -1 : constant(j, i))),
    ),
    subLipschitz,
    layers: Object.entries(lipschitzByLayer(network, lipschitz)).map(([name, estimate]) => ({
      name,
      kind: kinds.get(name) ?? "custom",
      estimate,
      method: "estimate",
    })),
  };
}
