import * as tf from "@tensorflow/tfjs-core";
import { averagingNorm } from "./averagingNorm.js";
import type { LayerConfig, MapLayer, Place } from "./layer.js";
import { foldWindows, poolingWindows } from "./pooling.js";
import { readPixels } from "./windowAxis.js";

/**
 * The mean of each window, over the pixels that are no padding. A linear map that acts on the rows and
 * on the columns apart, so its norm is the product of two norms along an axis: a constant.
 */
export function averagePooling2d(config: LayerConfig<"averagePooling2d">, place: Place): MapLayer {
  const { name, inputShape } = place;
  const windows = poolingWindows(config, place);
  const { vertical, horizontal, outputShape } = windows;
  const rows = readPixels(vertical).map(({ start, end }) => end - start);
  const columns = readPixels(horizontal).map(({ start, end }) => end - start);
  const shares = rows.flatMap((height) => columns.map((width) => 1 / (height * width)));
  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape,
    weights: [],
    gain: { kind: "constant", value: averagingNorm(vertical) * averagingNorm(horizontal) },
    forward(x) {
      const sums = foldWindows(x, windows, 0, (taps) => tf.addN(taps));
      return tf.mul(sums, tf.tensor3d(shares, [rows.length, columns.length, 1]));
    },
  };
}
