import * as tf from "@tensorflow/tfjs-core";
import type { LayerConfig, MapLayer, Place } from "./layer.js";
import { foldWindows, poolingWindows } from "./pooling.js";
import { readPixels } from "./windowAxis.js";
import type { WindowAxis } from "./windowAxis.js";

/**
 * The largest entry of each window. A change of one pixel reaches every window that reads it, so the
 * Lipschitz constant is the root of the largest number of windows that read one pixel: 1 without
 * overlap, 3 for 3×3 at stride 1. Where entries tie, the gradient goes to the first of them, row by row,
 * as in TensorFlow.
 */
export function maxPooling2d(config: LayerConfig<"maxPooling2d">, place: Place): MapLayer {
  const { name, inputShape } = place;
  const windows = poolingWindows(config, place);
  const { vertical, horizontal, outputShape } = windows;
  const readings = mostReadings(vertical) * mostReadings(horizontal);
  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape,
    weights: [],
    gain: { kind: "constant", value: Math.sqrt(readings) },
    forward: (x) =>
      foldWindows(x, windows, -Infinity, (taps) => taps.reduce((a, b) => tf.maximum(a, b))),
  };
}

/** The largest number of windows that read one pixel. */
function mostReadings(windows: WindowAxis): number {
  const counts = new Array<number>(windows.input).fill(0);
  for (const { start, end } of readPixels(windows)) {
    for (let pixel = start; pixel < end; pixel++) counts[pixel] = (counts[pixel] ?? 0) + 1;
  }
  return Math.max(...counts);
}
