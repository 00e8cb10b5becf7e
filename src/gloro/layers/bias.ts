import * as tf from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import { finiteNumber } from "./finiteNumber.js";
import { gainOfOne } from "./layer.js";
import type { LayerConfig, MapLayer, Place } from "./layer.js";

/** x + b with one trained number b for all entries: a shift, Lipschitz constant 1. */
export function bias(config: LayerConfig<"bias">, { name, inputShape }: Place): MapLayer {
  const shift = `${name}/bias`;
  const initial = finiteNumber(config.initial ?? 0, name, "initial");
  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape: inputShape,
    weights: [{ name: shift, shape: [], initialiser: { constant: initial } }],
    gain: gainOfOne,
    forward: (x, state) => tf.add(x, entry(state, shift)),
  };
}
