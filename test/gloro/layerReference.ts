import { conv2dGeometry } from "../../src/gloro/layers/conv2d.js";
import type { LayerConfig, MapKind, MapLayer } from "../../src/gloro/layers/layer.js";

/** Weights and iterates in Float64, flat. */
export type Values = Record<string, Float64Array>;

type Reference<K extends MapKind> = (
  x: number[],
  config: LayerConfig<K>,
  layer: MapLayer,
  state: Values,
) => number[];

const entrywise =
  <K extends MapKind>(f: (x: number, config: LayerConfig<K>) => number): Reference<K> =>
  (x, config) =>
    x.map((value) => f(value, config));

const linearAndBias: Reference<"conv2d" | "dense"> = (x, _, layer, state) => {
  const bias = state[`${layer.name}/bias`];
  const y = linear(layer, state[`${layer.name}/kernel`]!, x);
  return bias ? y.map((value, i) => value + bias[i % bias.length]!) : y;
};

const references: { [K in Exclude<MapKind, "custom">]: Reference<K> } = {
  conv2d: linearAndBias,
  dense: linearAndBias,
  averagePooling2d: (x, _, layer) =>
    pool(x, layer, (values) => values.reduce((a, b) => a + b) / values.length),
  maxPooling2d: (x, _, layer) => pool(x, layer, (values) => Math.max(...values)),
  // As PyTorch's: the input, plus the scaled convolution of it.
  liResNetBlock: (x, { kernelSize = 3, residualScale = 1 }, layer, state) => {
    const channels = layer.inputShape[2]!;
    const [affine, bias] = [state[`${layer.name}/affine`], state[`${layer.name}/bias`]];
    const config = { kind: "conv2d", filters: channels, kernelSize, padding: "same" } as const;
    const y = convolve({ ...layer, config }, state[`${layer.name}/kernel`]!, x);
    return x.map((value, i) => {
      const c = i % channels;
      return value + residualScale * (affine?.[c] ?? 1) * y[i]! + (bias?.[c] ?? 0);
    });
  },
  invertibleDownsampling: (x, { poolSize = 2 }, { inputShape }) => {
    const [p, q] = typeof poolSize === "number" ? [poolSize, poolSize] : poolSize;
    const [height, width, channels] = inputShape as [number, number, number];
    const y: number[] = [];
    for (let row = 0; row < height; row += p)
      for (let column = 0; column < width; column += q)
        for (let i = 0; i < p; i++)
          for (let j = 0; j < q; j++)
            for (let c = 0; c < channels; c++)
              y.push(x[((row + i) * width + column + j) * channels + c]!);
    return y;
  },
  scaling: (x, _, { name }, state) => x.map((value) => state[`${name}/alpha`]![0]! * value),
  bias: (x, _, { name }, state) => x.map((value) => state[`${name}/bias`]![0]! + value),
  minMax: (x, { pairing, absoluteValue }, { inputShape }) => {
    const sorted = pairing === "halves" ? minMaxHalves(x, inputShape.at(-1)!) : minMaxAdjacent(x);
    return absoluteValue ? sorted.map(Math.abs) : sorted;
  },
  linear: (x) => x,
  relu: entrywise((x) => Math.max(x, 0)),
  leakyRelu: entrywise((x, { slope = 0.3 }) => (x > 0 ? x : slope * x)),
  elu: entrywise((x, { alpha = 1 }) => (x > 0 ? x : alpha * Math.expm1(x))),
  selu: entrywise(
    (x) => 1.0507009873554804934 * (x > 0 ? x : 1.6732632423543772848 * Math.expm1(x)),
  ),
  tanh: entrywise(Math.tanh),
  sigmoid: entrywise((x) => 1 / (1 + Math.exp(-x))),
  hardSigmoid: entrywise((x) => Math.min(Math.max(0.2 * x + 0.5, 0), 1)),
  softplus: entrywise((x) => Math.log1p(Math.exp(x))),
  softsign: entrywise((x) => x / (1 + Math.abs(x))),
  flatten: (x) => x,
};

/** A layer of one input, applied to one example, from its definition. */
export function referenceLayer(layer: MapLayer, state: Values, x: number[]): number[] {
  const { config } = layer;
  if (config.kind === "custom") throw new Error("The reference knows no custom layers.");
  return apply(config, layer, state, x);
}

function apply<K extends Exclude<MapKind, "custom">>(
  config: LayerConfig<K>,
  layer: MapLayer,
  state: Values,
  x: number[],
): number[] {
  return references[config.kind](x, config, layer, state);
}

/** Each window of a pooling layer, without its padding, as one value. */
function pool(x: number[], layer: MapLayer, fold: (values: number[]) => number): number[] {
  if (layer.config.kind !== "averagePooling2d" && layer.config.kind !== "maxPooling2d")
    throw new Error("not a pooling layer");
  const { poolSize = 2, strides = poolSize, padding } = layer.config;
  const pair = (value: number | readonly [number, number]) =>
    typeof value === "number" ? ([value, value] as const) : value;
  const [size, stride] = [pair(poolSize), pair(strides)];
  const [height, width, channels] = layer.inputShape as [number, number, number];
  const [rows, columns] = layer.outputShape as [number, number, number];
  const before = (input: number, output: number, axis: 0 | 1) =>
    padding === "same"
      ? Math.floor(Math.max((output - 1) * stride[axis] + size[axis] - input, 0) / 2)
      : 0;
  const [top, left] = [before(height, rows, 0), before(width, columns, 1)];
  const y: number[] = [];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      for (let c = 0; c < channels; c++) {
        const values: number[] = [];
        for (let row = i * stride[0] - top; row < i * stride[0] - top + size[0]; row++)
          for (let column = j * stride[1] - left; column < j * stride[1] - left + size[1]; column++)
            if (row >= 0 && row < height && column >= 0 && column < width)
              values.push(x[(row * width + column) * channels + c]!);
        y.push(fold(values));
      }
  return y;
}

/** The linear part of a layer. */
export function linear(layer: MapLayer, kernel: ArrayLike<number>, x: number[]): number[] {
  return layer.config.kind === "conv2d" ? convolve(layer, kernel, x) : multiply(kernel, x);
}

function multiply(kernel: ArrayLike<number>, x: number[]): number[] {
  const units = kernel.length / x.length;
  return Array.from({ length: units }, (_, u) =>
    x.reduce((sum, value, i) => sum + value * kernel[i * units + u]!, 0),
  );
}

function convolve(layer: MapLayer, kernel: ArrayLike<number>, x: number[]): number[] {
  if (layer.config.kind !== "conv2d") throw new Error("not a convolution");
  const { kernelSize, strides, padding } = conv2dGeometry(layer.config, layer.name);
  const [height, width, channels] = layer.inputShape as [number, number, number];
  const [outHeight, outWidth, filters] = layer.outputShape as [number, number, number];
  const before = (input: number, output: number, axis: 0 | 1) =>
    padding === "valid"
      ? 0
      : Math.floor(Math.max((output - 1) * strides[axis] + kernelSize[axis] - input, 0) / 2);
  const [top, left] = [before(height, outHeight, 0), before(width, outWidth, 1)];
  const y: number[] = [];
  for (let i = 0; i < outHeight; i++)
    for (let j = 0; j < outWidth; j++)
      for (let f = 0; f < filters; f++) {
        let sum = 0;
        for (let a = 0; a < kernelSize[0]; a++)
          for (let b = 0; b < kernelSize[1]; b++) {
            const row = i * strides[0] + a - top;
            const column = j * strides[1] + b - left;
            if (row < 0 || row >= height || column < 0 || column >= width) continue;
            for (let c = 0; c < channels; c++)
              sum +=
                x[(row * width + column) * channels + c]! *
                kernel[((a * kernelSize[1] + b) * channels + c) * filters + f]!;
          }
        y.push(sum);
      }
  return y;
}

/** Entries 2i and 2i+1 become (min, max). */
export function minMaxAdjacent(x: number[]): number[] {
  return x.map((value, i) =>
    i % 2 === 0 ? Math.min(value, x[i + 1]!) : Math.max(value, x[i - 1]!),
  );
}

/** Channels i and i + C/2 become max and min. */
export function minMaxHalves(x: number[], channels: number): number[] {
  const half = channels / 2;
  return x.map((value, i) =>
    i % channels < half ? Math.max(value, x[i + half]!) : Math.min(value, x[i - half]!),
  );
}
