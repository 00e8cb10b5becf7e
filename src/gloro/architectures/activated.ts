import type { LayerConfig } from "../layers/layer.js";

/** The activations that the architectures are made with. */
export const activations = ["minMax", "relu"] as const;
export type Activation = (typeof activations)[number];

/** Linear layers, each with an activation behind it. */
export function activated(activation: Activation) {
  const then = (layer: LayerConfig): LayerConfig[] => [layer, { kind: activation }];
  return {
    then,
    /** A convolution with 'same' padding. */
    conv: (filters: number, kernelSize: number, strides = 1) =>
      then({ kind: "conv2d", filters, kernelSize, strides, padding: "same" }),
    dense: (units: number) => then({ kind: "dense", units }),
  };
}
