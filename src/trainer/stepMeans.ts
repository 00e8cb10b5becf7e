import type { Network } from "../gloro/network.js";
import { lipschitzByLayer } from "../model/lipschitzByLayer.js";
import type { RunningMeans } from "../model/runningMeans.js";
import type { accuracyNames } from "../model/stepMetrics.js";
import { lipschitzKey } from "../model/stepMetrics.js";
import type { StepsLine } from "../runs/metrics.js";

type Accuracies = Record<(typeof accuracyNames)[number], number>;

/** The mean accuracies of some steps, as metrics.jsonl has them for groups and epochs. */
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
): Accuracies & Pick<StepsLine, "gradientNorm" | "lipschitz" | "standardLoss"> {
  const layers = Object.keys(lipschitzByLayer(network, []));
  return {
    ...meanAccuracies(means),
    ...(means.has("standardLoss") && { standardLoss: means.mean("standardLoss") }),
    gradientNorm: means.mean("gradientNorm"),
    lipschitz: Object.fromEntries(layers.map((name) => [name, means.mean(lipschitzKey(name))])),
  };
}
