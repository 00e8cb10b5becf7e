import type { LayerConfig } from "../layers/layer.js";
import { activated } from "./activated.js";
import type { Activation } from "./activated.js";

/** `cnn_2C2F`: two strided convolutions, one hidden dense layer; for MNIST at ε 0.3. */
export function cnn2C2F(
  classes: number,
  { activation = "minMax" }: { readonly activation?: Activation },
): LayerConfig[] {
  const { conv, dense } = activated(activation);
  return [
    ...conv(16, 4, 2),
    ...conv(32, 4, 2),
    { kind: "flatten" },
    ...dense(100),
    { kind: "dense", units: classes },
  ];
}
