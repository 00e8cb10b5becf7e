import type { LayerConfig } from "../../gloro/layers/layer.js";
import { poolingGeometry } from "../../gloro/layers/pooling.js";
import type { LayerToWrite } from "./layerToWrite.js";
import { inLayout } from "./value.js";
import type { Value } from "./value.js";
import { windowAttributes } from "./windowAttributes.js";

/** The mean of each window, over the pixels that are no padding. */
export function averagePooling2d(place: LayerToWrite<"averagePooling2d">, x: Value): Value {
  return pool("AveragePool", place, place.config, x, { count_include_pad: 0 });
}

/** The largest entry of each window. */
export function maxPooling2d(place: LayerToWrite<"maxPooling2d">, x: Value): Value {
  return pool("MaxPool", place, place.config, x);
}

function pool(
  opType: string,
  { layer, write }: LayerToWrite,
  config: LayerConfig<"averagePooling2d" | "maxPooling2d">,
  x: Value,
  attributes: Readonly<Record<string, number>> = {},
): Value {
  const { poolSize, strides, padding } = poolingGeometry(config, layer.name);
  const windows = { inputShape: layer.inputShape, size: poolSize, strides, padding };
  const images = inLayout(x, "channelsFirst", write);
  return {
    name: write.emit(opType, [images.name], { ...windowAttributes(windows), ...attributes }),
    shape: layer.outputShape,
    layout: "channelsFirst",
  };
}
