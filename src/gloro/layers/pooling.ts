import type { Tensor } from "@tensorflow/tfjs-core";
import { ShapeError } from "../errors.js";
import { imageInput } from "./imageInput.js";
import type { LayerConfig, Place } from "./layer.js";
import { sizePair } from "./sizePair.js";
import { windowAxis } from "./windowAxis.js";
import type { WindowAxis } from "./windowAxis.js";
import { windowTaps } from "./windowTaps.js";

/** Sizes and padding of pooling windows, defaults filled in. */
export interface PoolingGeometry {
  readonly poolSize: [height: number, width: number];
  readonly strides: [height: number, width: number];
  readonly padding: "same" | "valid";
}

type PoolingConfig = LayerConfig<"averagePooling2d" | "maxPooling2d">;

/** The geometry that `config` describes. Sizes that are no positive integers are a ShapeError. */
export function poolingGeometry(config: PoolingConfig, layer: string): PoolingGeometry {
  const poolSize = sizePair(config.poolSize ?? 2, layer, "poolSize");
  const strides = sizePair(config.strides ?? poolSize, layer, "strides");
  return { poolSize, strides, padding: config.padding ?? "valid" };
}

/** The windows of a pooling layer over the rows and the columns of its input. */
export interface PoolingWindows {
  readonly vertical: WindowAxis;
  readonly horizontal: WindowAxis;
}

/** The windows that `config` describes; ShapeError where they are no positive sizes, or none fits. */
export function poolingWindows(
  config: PoolingConfig,
  place: Place,
): PoolingWindows & { readonly outputShape: number[] } {
  const { poolSize, strides, padding } = poolingGeometry(config, place.name);
  const [height, width, channels] = imageInput(config.kind, place);
  const vertical = windowAxis(height, poolSize[0], strides[0], padding);
  const horizontal = windowAxis(width, poolSize[1], strides[1], padding);
  if (vertical.output < 1 || horizontal.output < 1) {
    throw new ShapeError(
      `Layer "${place.name}" (${config.kind}) has windows of ${poolSize.join("×")}, larger than its input of ` +
        `${height}×${width}. Use a smaller poolSize or padding "same".`,
    );
  }
  return { vertical, horizontal, outputShape: [vertical.output, horizontal.output, channels] };
}

/**
 * `x`, `[N, height, width, channels]`, with each window folded into one entry, where the fold over a
 * window is the fold over its rows of the folds of each; padding counts as `padValue`.
 */
export function foldWindows(
  x: Tensor,
  { vertical, horizontal }: PoolingWindows,
  padValue: number,
  fold: (taps: Tensor[]) => Tensor,
): Tensor {
  const rowWise = fold(windowTaps(x, 2, horizontal, padValue));
  return fold(windowTaps(rowWise, 1, vertical, padValue));
}
