import * as tf from "@tensorflow/tfjs-core";
import { ShapeError } from "../errors.js";
import { imageInput } from "./imageInput.js";
import { gainOfOne } from "./layer.js";
import type { LayerConfig, MapLayer, Place } from "./layer.js";
import { sizePair } from "./sizePair.js";

/**
 * Each block of p × q pixels as one pixel of p·q·C channels: pixel (i, j) of the block gives the channels
 * from (i·q + j)·C on. It moves entries only: Lipschitz constant 1. ShapeError where the blocks do not
 * fill the image.
 */
export function invertibleDownsampling(
  config: LayerConfig<"invertibleDownsampling">,
  place: Place,
): MapLayer {
  const { name, inputShape } = place;
  const [p, q] = sizePair(config.poolSize ?? 2, name, "poolSize");
  const [height, width, channels] = imageInput(config.kind, place);
  if (height % p !== 0 || width % q !== 0) {
    throw new ShapeError(
      `Layer "${name}" (invertibleDownsampling) cuts images into blocks of ${p}×${q}, but its input of ` +
        `${height}×${width} is no multiple of that. Choose a poolSize that divides it.`,
    );
  }
  const [rows, columns] = [height / p, width / q];
  const outputShape = [rows, columns, p * q * channels];
  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape,
    weights: [],
    gain: gainOfOne,
    forward(x) {
      const blocks = tf.reshape(x, [-1, rows, p, columns, q, channels]);
      return tf.reshape(tf.transpose(blocks, [0, 1, 3, 2, 4, 5]), [-1, ...outputShape]);
    },
  };
}
