import * as tf from "@tensorflow/tfjs-core";
import { gainOfOne } from "./layer.js";
import type { LayerConfig, MapLayer, Place } from "./layer.js";

/** max(x, 0), entry by entry: Lipschitz constant 1. */
export function relu(config: LayerConfig<"relu">, { name, inputShape }: Place): MapLayer {
  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape: inputShape,
    weights: [],
    gain: gainOfOne,
    forward: (x) => tf.relu(x),
  };
}
