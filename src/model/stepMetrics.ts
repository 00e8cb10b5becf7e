import type { Network } from "../gloro/network.js";
import type { HostTensors } from "../gloro/program.js";
import { lipschitzByLayer } from "./lipschitzByLayer.js";
import { outputScalar, outputValues } from "./programOutputs.js";

/** The accuracies of a training step. */
export const accuracyNames = ["loss", "cleanAccuracy", "vra", "rejectionRate"] as const;

/** A training step's numbers, flat: `loss`, …, `gradientNorm`, `lipschitz/conv2d_1`, … */
export function stepMetrics(outputs: HostTensors, network: Network): Record<string, number> {
  const metrics: Record<string, number> = {};
  for (const name of [...accuracyNames, "gradientNorm"]) {
    metrics[name] = outputScalar(outputs, name);
  }
  if (outputs["standardLoss"]) metrics["standardLoss"] = outputScalar(outputs, "standardLoss");
  const lipschitz = lipschitzByLayer(network, outputValues(outputs, "lipschitz"));
  for (const [layer, sigma] of Object.entries(lipschitz)) metrics[lipschitzKey(layer)] = sigma;
  return metrics;
}

/** Under which of them a layer's Lipschitz estimate stands. */
export function lipschitzKey(layer: string): string {
  return `lipschitz/${layer}`;
}
