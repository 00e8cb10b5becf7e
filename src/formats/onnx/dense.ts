import type { Value } from "./value.js";
import { layerWeight, writeWeight } from "./layerToWrite.js";
import type { LayerToWrite, LayerWeight } from "./layerToWrite.js";

/** The smallest normal float32: what a norm of 0 counts as when it divides. */
const smallest = 2 ** -126;

/** A dense layer as ONNX's Gemm, with its kernel as it is used. */
export function dense(place: LayerToWrite<"dense">, x: Value): Value {
  const { layer, config, write } = place;
  const { name, shape, data } = usedKernel(place);
  const kernel = write.tensor({ shape, dtype: "float32", data }, name);
  const bias = (config.useBias ?? true) ? [writeWeight(place, "bias")] : [];
  return {
    name: write.emit("Gemm", [x.name, kernel, ...bias]),
    shape: layer.outputShape,
    layout: "channelsLast",
  };
}

/** A dense layer's kernel as it is used: with `unitColumns` each column scaled to norm 1. */
export function usedKernel(place: Omit<LayerToWrite<"dense">, "write">): LayerWeight {
  const kernel = layerWeight(place, "kernel");
  if (!place.config.unitColumns) return kernel;
  const [, units = 0] = kernel.shape;
  const squares = new Float64Array(units);
  for (const [index, value] of kernel.data.entries()) {
    squares[index % units] = (squares[index % units] ?? 0) + value * value;
  }
  const norms = squares.map((square) => Math.max(Math.sqrt(square), smallest));
  return {
    ...kernel,
    data: kernel.data.map((value, index) => value / (norms[index % units] ?? 1)),
  };
}
