import type { Network } from "../gloro/network.js";
import type { HostTensors } from "../gloro/program.js";
import type { StepsLine } from "../runs/metrics.js";
import { lipschitzByLayer } from "./lipschitzByLayer.js";
import { outputScalar, outputValues } from "./programOutputs.js";
import type { RunningMeans } from "./runningMeans.js";

/** The accuracies of a training step, as metrics.jsonl has them for groups and epochs. */
export const accuracyNames = ["loss", "cleanAccuracy", "vra", "rejectionRate"] as const;

type Accuracies = Record<(typeof accuracyNames)[number], number>;

/** A training step's numbers, flat: `loss`, …, `gradientNorm`, `lipschitz/conv2d_1`, … */
export function stepMetrics(outputs: HostTensors, network: Network): Record<string, number> {
  const metrics: Record<string, number> = {};
  for (const name of [...accuracyNames, "gradientNorm"]) {
    metrics[name] = outputScalar(outputs, name);
  }
  const lipschitz = lipschitzByLayer(network, outputValues(outputs, "lipschitz"));
  for (const [layer, sigma] of Object.entries(lipschitz)) metrics[lipschitzKey(layer)] = sigma;
  return metrics;
}

export function meanAccuracies(means: RunningMeans): Accuracies {
  return {
    loss: means.mean("loss"),
    cleanAccuracy: means.mean("cleanAccuracy"),
    vra: means.mean("vra"),
    rejectionRate: means.mean("rejectionRate"),
  };
}

/** The means of a group of steps, in the form of its line in metrics.jsonl. */
export function meanStepMetrics(
  means: RunningMeans,
  network: Network,
): Accuracies & Pick<StepsLine, "gradientNorm" | "lipschitz"> {
  const layers = Object.keys(lipschitzByLayer(network, []));
  return {
    ...meanAccuracies(means),
    gradientNorm: means.mean("gradientNorm"),
    lipschitz: Object.fromEntries(layers.map((name) => [name, means.mean(lipschitzKey(name))])),
  };
}

function lipschitzKey(layer: string): string {
  return `lipschitz/${layer}`;
}
