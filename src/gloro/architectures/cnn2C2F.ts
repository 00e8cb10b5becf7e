import type { LayerConfig } from "../layers/layer.js";
import { conv, dense } from "./cnn.js";

/** `cnn_2C2F`: two strided convolutions, one hidden dense layer; for MNIST at ε 0.3. */
export function cnn2C2F(classes: number): LayerConfig[] {
  return [
    ...conv(16, 4, 2),
    ...conv(32, 4, 2),
    { kind: "flatten" },
    ...dense(100),
    { kind: "dense", units: classes },
  ];
}
