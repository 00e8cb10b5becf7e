import type { WireLine } from "../../../src/extension/dashboard/messages.js";

/** The end of an epoch whose network certified 6 of 10 examples right, with these layers. */
export function evaluatedLine(epoch: number, lipschitz: Record<string, number>): WireLine {
  const shares = { loss: 0.5, cleanAccuracy: 0.8, vra: 0.6, rejectionRate: 0.3 };
  return {
    type: "epoch",
    epoch,
    step: epoch * 10,
    train: shares,
    epsilon: 0.3,
    lambda: 0,
    learningRate: 1e-3,
    evaluation: {
      ...shares,
      vraAt: {},
      lipschitz,
      subLipschitz: Object.values(lipschitz).reduce((product, factor) => product * factor, 1),
      histogram: { edges: [0, 0.5, 1], counts: [2, 6], wrongCounts: [1, 1] },
    },
  };
}
