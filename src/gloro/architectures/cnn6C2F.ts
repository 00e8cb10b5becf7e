import type { LayerConfig } from "../layers/layer.js";
import { activated } from "./activated.js";
import type { Activation } from "./activated.js";

/** `cnn_6C2F`: six convolutions, one hidden dense layer; for CIFAR-10 at ε 36/255. */
export function cnn6C2F(
  classes: number,
  { activation = "minMax" }: { readonly activation?: Activation },
): LayerConfig[] {
  const { conv, dense } = activated(activation);
  return [
    ...conv(32, 3),
    ...conv(32, 3),
    ...conv(32, 4, 2),
    ...conv(64, 3),
    ...conv(64, 3),
    ...conv(64, 4, 2),
    { kind: "flatten" },
    ...dense(512),
    { kind: "dense", units: classes },
  ];
}
