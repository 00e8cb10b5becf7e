import type { LayerConfig } from "../layers/layer.js";

/** A convolution with 'same' padding and its activation. */
export function conv(filters: number, kernelSize: number, strides = 1): LayerConfig[] {
  return [{ kind: "conv2d", filters, kernelSize, strides, padding: "same" }, { kind: "minMax" }];
}

/** A dense layer and its activation. */
export function dense(units: number): LayerConfig[] {
  return [{ kind: "dense", units }, { kind: "minMax" }];
}
