import { conv2dGeometry } from "../../gloro/layers/conv2d.js";
import type { LayerConfig } from "../../gloro/layers/layer.js";
import { liResNetBlockOptions } from "../../gloro/layers/liResNetBlock.js";
import { layerWeight, writeWeight } from "./layerToWrite.js";
import type { LayerToWrite, LayerWeight } from "./layerToWrite.js";
import { inLayout } from "./value.js";
import type { Value } from "./value.js";
import { windowAttributes } from "./windowAttributes.js";
import type { ImageWindows } from "./windowAttributes.js";

/** A convolution as ONNX's, channels first. */
export function conv2d(place: LayerToWrite<"conv2d">, x: Value): Value {
  const { layer, config } = place;
  const { kernelSize, strides, padding } = conv2dGeometry(config, layer.name);
  const windows = { inputShape: layer.inputShape, size: kernelSize, strides, padding };
  return convolve(place, x, layerWeight(place, "kernel"), windows);
}

/** A LiResNet block as one convolution, by its effective kernel. */
export function liResNetBlock(place: LayerToWrite<"liResNetBlock">, x: Value): Value {
  const { layer, config } = place;
  const { kernelSize } = liResNetBlockOptions(config, layer.name);
  const windows: ImageWindows = {
    inputShape: layer.inputShape,
    size: kernelSize,
    strides: [1, 1],
    padding: "same",
  };
  return convolve(place, x, effectiveKernel(place), windows);
}

function convolve(
  place: LayerToWrite<"conv2d" | "liResNetBlock">,
  x: Value,
  kernel: LayerWeight,
  windows: ImageWindows,
): Value {
  const { layer, config, write } = place;
  const filters = write.tensor(filtersFirst(kernel), kernel.name);
  const bias = (config.useBias ?? true) ? [writeWeight(place, "bias")] : [];
  const images = inLayout(x, "channelsFirst", write);
  const name = write.emit("Conv", [images.name, filters, ...bias], windowAttributes(windows));
  return { name, shape: layer.outputShape, layout: "channelsFirst" };
}

/** `[height, width, channels, filters]` as ONNX has it: `[filters, channels, height, width]`. */
function filtersFirst({ shape, data }: LayerWeight) {
  const [height = 0, width = 0, channels = 0, filters = 0] = shape;
  const taps = height * width;
  const moved = new Float32Array(data.length);
  for (const [index, value] of data.entries()) {
    const filter = index % filters;
    const channel = Math.floor(index / filters) % channels;
    const tap = Math.floor(index / (filters * channels));
    moved[(filter * channels + channel) * taps + tap] = value;
  }
  return { shape: [filters, channels, height, width], dtype: "float32", data: moved } as const;
}

/** I + residualScale·affine·W (Hu et al. 2023), in Float64 and rounded once. */
function effectiveKernel(place: LayerToWrite<"liResNetBlock">): LayerWeight {
  const config: LayerConfig<"liResNetBlock"> = place.config;
  const options = liResNetBlockOptions(config, place.layer.name);
  const kernel = layerWeight(place, "kernel");
  const affine = options.useAffine ? layerWeight(place, "affine").data : undefined;
  const [, width = 0, channels = 0] = kernel.shape;
  const [row, column] = options.centre;
  const centre = row * width + column;
  const data = kernel.data.map((value, index) => {
    const filter = index % channels;
    const channel = Math.floor(index / channels) % channels;
    const tap = Math.floor(index / channels ** 2);
    const identity = tap === centre && channel === filter ? 1 : 0;
    return identity + options.residualScale * (affine?.[filter] ?? 1) * value;
  });
  return { ...kernel, data };
}
