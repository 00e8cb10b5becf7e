import * as tf from "@tensorflow/tfjs-core";
import type { Layer, LayerConfig, Place } from "./layer.js";

/** Each example as one vector, channels last: Lipschitz constant 1. */
export function flatten(config: LayerConfig<"flatten">, { name, inputShape }: Place): Layer {
  const features = inputShape.reduce((product, size) => product * size, 1);
  return {
    name,
    config,
    inputShape,
    outputShape: [features],
    weights: [],
    lipschitz: 1,
    forward: (x) => tf.reshape(x, [x.shape[0], features]),
  };
}
