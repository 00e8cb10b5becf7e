import * as tf from "@tensorflow/tfjs-core";
import { gainOfOne } from "./layer.js";
import type { LayerConfig, MapLayer, Place } from "./layer.js";

/** Each example as one vector, channels last: Lipschitz constant 1. */
export function flatten(config: LayerConfig<"flatten">, { name, inputShape }: Place): MapLayer {
  const features = inputShape.reduce((product, size) => product * size, 1);
  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape: [features],
    weights: [],
    gain: gainOfOne,
    forward: (x) => tf.reshape(x, [x.shape[0], features]),
  };
}
