import * as tf from "@tensorflow/tfjs-core";
import type { Layer, LayerConfig, Place } from "./layer.js";

/** max(x, 0), entry by entry: Lipschitz constant 1. */
export function relu(config: LayerConfig<"relu">, { name, inputShape }: Place): Layer {
  return {
    name,
    config,
    inputShape,
    outputShape: inputShape,
    weights: [],
    lipschitz: 1,
    forward: (x) => tf.relu(x),
  };
}
