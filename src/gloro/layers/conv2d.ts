import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import { ShapeError } from "../errors.js";
import { conv2dInBlocks } from "../kernels/conv2dInBlocks.js";
import { rank4 } from "../rank.js";
import { imageInput } from "./imageInput.js";
import type { Tensors } from "../program.js";
import type { LayerConfig, LinearMap, MapLayer, Place, Weight } from "./layer.js";
import { positiveInteger } from "./positiveInteger.js";
import { sizePair } from "./sizePair.js";
import { convolutionBlocks } from "./sumBlocks.js";
import { windowAxis } from "./windowAxis.js";

/** Kernel size, strides and padding of a convolution, defaults filled in. */
export interface Conv2DGeometry {
  readonly kernelSize: [height: number, width: number];
  readonly strides: [height: number, width: number];
  readonly padding: "same" | "valid";
}

/** The geometry that `config` describes. Sizes that are no positive integers are a ShapeError. */
export function conv2dGeometry(config: LayerConfig<"conv2d">, layer: string): Conv2DGeometry {
  return {
    kernelSize: sizePair(config.kernelSize, layer, "kernelSize"),
    strides: sizePair(config.strides ?? 1, layer, "strides"),
    padding: config.padding ?? "valid",
  };
}

/** A 2-D convolution (cross-correlation, as everywhere in deep learning), channels last. */
export function conv2d(config: LayerConfig<"conv2d">, place: Place): MapLayer {
  const { name, inputShape } = place;
  const { kernelSize, strides, padding } = conv2dGeometry(config, name);
  const [height, width, channels] = imageInput(config.kind, place);
  const filters = positiveInteger(config.filters, name, "filters");
  const outputShape = [
    windowAxis(height, kernelSize[0], strides[0], padding).output,
    windowAxis(width, kernelSize[1], strides[1], padding).output,
    filters,
  ];
  if (outputShape.some((size) => size < 1)) {
    throw new ShapeError(
      `Layer "${name}" (conv2d) has a kernel of ${kernelSize.join("×")}, larger than its input of ` +
        `${height}×${width}. Use a smaller kernel or padding "same".`,
    );
  }

  const kernel = `${name}/kernel`;
  const bias = `${name}/bias`;
  const weights: Weight[] = [
    { name: kernel, shape: [...kernelSize, channels, filters], initialiser: "orthogonal" },
  ];
  const useBias = config.useBias ?? true;
  if (useBias) weights.push({ name: bias, shape: [filters], initialiser: "zeros" });

  const apply: MapLayer["forward"] = (x, state) =>
    tf.conv2d(rank4(x), rank4(entry(state, kernel)), strides, padding);

  const map: LinearMap = {
    weights: [kernel],
    iterate: `${name}/iterate`,
    iterateShape: [1, height, width, channels],
    apply,
    transpose: (y, state) =>
      tf.conv2dTranspose(
        rank4(y),
        rank4(entry(state, kernel)),
        [1, height, width, channels],
        strides,
        padding,
      ),
  };

  const withBias = (y: Tensor, state: Tensors) => (useBias ? tf.add(y, entry(state, bias)) : y);
  const sizes = convolutionBlocks(kernelSize[0] * kernelSize[1], channels);
  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape,
    weights,
    gain: { kind: "powerMethod", map },
    forward: (x, state) => withBias(apply(x, state), state),
    inBlocks: sizes && {
      sizes,
      forward(x, state) {
        const filter = entry(state, kernel);
        return withBias(conv2dInBlocks(x, filter, { strides, pad: padding }, sizes), state);
      },
    },
  };
}
