import type { LayerConfig } from "../layers/layer.js";
import { activated } from "./activated.js";
import type { Activation } from "./activated.js";

/** `cnn_4C3F`: four convolutions, two hidden dense layers; for MNIST at ε 1.58. */
export function cnn4C3F(
  classes: number,
  { activation = "minMax" }: { readonly activation?: Activation },
): LayerConfig[] {
  const { conv, dense } = activated(activation);
  return [
    ...conv(32, 3),
    ...conv(32, 4, 2),
    ...conv(64, 3),
    ...conv(64, 4, 2),
    { kind: "flatten" },
    ...dense(512),
    ...dense(512),
    { kind: "dense", units: classes },
  ];
}
