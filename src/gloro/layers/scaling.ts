import * as tf from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import { finiteNumber } from "./finiteNumber.js";
import type { LayerConfig, MapLayer, Place } from "./layer.js";

/** α·x with one trained number α: Lipschitz constant |α|. */
export function scaling(config: LayerConfig<"scaling">, { name, inputShape }: Place): MapLayer {
  const alpha = `${name}/alpha`;
  const initial = finiteNumber(config.initial ?? 1, name, "initial");
  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape: inputShape,
    weights: [{ name: alpha, shape: [], initialiser: { constant: initial } }],
    gain: { kind: "computed", compute: (state) => tf.abs(entry(state, alpha)) },
    forward: (x, state) => tf.mul(x, entry(state, alpha)),
  };
}
