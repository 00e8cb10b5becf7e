import { buildNetwork } from "../../src/gloro/network.js";
import type { Network } from "../../src/gloro/network.js";

/** Small networks that together have every kind of layer, padding, stride and pairing. */
export const smallNetworks: Record<string, Network> = {
  convolutions: buildNetwork({
    inputShape: [5, 6, 2],
    layers: [
      { kind: "conv2d", filters: 4, kernelSize: 3, padding: "same" },
      { kind: "minMax" },
      { kind: "conv2d", filters: 6, kernelSize: [4, 3], strides: 2, padding: "same" },
      { kind: "minMax", pairing: "halves" },
      {
        kind: "conv2d",
        filters: 3,
        kernelSize: 2,
        strides: [1, 2],
        padding: "valid",
        useBias: false,
      },
      { kind: "relu" },
      { kind: "flatten" },
      { kind: "dense", units: 3 },
    ],
  }),
  dense: buildNetwork({
    inputShape: [7],
    layers: [
      { kind: "dense", units: 10 },
      { kind: "minMax", pairing: "halves" },
      { kind: "dense", units: 6, useBias: false },
      { kind: "minMax" },
      { kind: "dense", units: 4 },
    ],
  }),
  headOnly: buildNetwork({ inputShape: [5], layers: [{ kind: "dense", units: 3 }] }),
};
