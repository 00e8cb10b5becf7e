import type { LayerConfig } from "../layers/layer.js";
import { activated } from "./activated.js";
import type { Activation } from "./activated.js";

/** `cnn_8C2F`: eight convolutions, one hidden dense layer; for Tiny-ImageNet at ε 36/255. */
export function cnn8C2F(
  classes: number,
  { activation = "minMax" }: { readonly activation?: Activation },
): LayerConfig[] {
  const { conv, dense } = activated(activation);
  return [
    ...conv(64, 3),
    ...conv(64, 3),
    ...conv(64, 4, 2),
    ...conv(128, 3),
    ...conv(128, 3),
    ...conv(128, 4, 2),
    ...conv(256, 3),
    ...conv(256, 4, 2),
    { kind: "flatten" },
    ...dense(256),
    { kind: "dense", units: classes },
  ];
}
