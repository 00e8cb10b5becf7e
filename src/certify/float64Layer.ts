import type { Convolution } from "./convolution.js";
import { convolutionMap } from "./convolutionMap.js";
import { denseMap } from "./denseMap.js";
import { convolutionOf, matrixOf } from "./layerKernel.js";
import type { Layer, LayerKind, MinMaxLayer } from "./layers.js";
import { convolutionProduct, denseProduct, type LayerProduct } from "./layerProduct.js";
import { wholeConvolution } from "./liResNetBlockBound.js";
import type { LinearMap } from "./linearMap.js";
import { poolingWindows } from "./poolingBound.js";

/** A layer in Float64. */
export interface Float64Layer {
  readonly apply: (x: Float64Array) => Float64Array;
  /** The same of a linear layer with weights, and what is added to each position. */
  readonly linear?: {
    readonly product: LayerProduct;
    readonly bias: Float64Array | undefined;
  };
}

const float64LayerOf: {
  [Kind in LayerKind]: (layer: Layer<Kind>) => Float64Layer | undefined;
} = {
  dense: (layer) => {
    const matrix = matrixOf(layer);
    return linear(denseMap(matrix), denseProduct(matrix), layer.bias);
  },
  conv2d: (layer) => convolved(convolutionOf(layer), layer.bias),
  liResNetBlock: (layer) => {
    const { convolution, magnitudes } = wholeConvolution(layer);
    return convolved(convolution, layer.bias, magnitudes.kernel);
  },
  averagePooling2d: (layer) => {
    const { windows, channels } = poolingWindows(layer);
    return pooled(
      windows,
      channels,
      0,
      (sum, value) => sum + value,
      (sum, count) => sum / count,
    );
  },
  maxPooling2d: (layer) => {
    const { windows, channels } = poolingWindows(layer);
    return pooled(windows, channels, -Infinity, Math.max, (largest) => largest);
  },
  invertibleDownsampling: ({ poolSize: [p, q], inputShape: [, width, channels] }) => ({
    apply(x) {
      const columns = width / q;
      const perPixel = p * q * channels;
      return x.map((_, index) => {
        const [pixel, within] = [Math.floor(index / perPixel), index % perPixel];
        const [block, channel] = [Math.floor(within / channels), within % channels];
        const row = Math.floor(pixel / columns) * p + Math.floor(block / q);
        const column = (pixel % columns) * q + (block % q);
        return x[(row * width + column) * channels + channel] ?? NaN;
      });
    },
  }),
  scaling: ({ alpha }) => entrywise((x) => alpha * x),
  bias: ({ shift }) => entrywise((x) => x + shift),
  minMax: sorted,
  linear: () => entrywise((x) => x),
  relu: () => entrywise((x) => Math.max(x, 0)),
  leakyRelu: ({ slope }) => entrywise((x) => (x > 0 ? x : slope * x)),
  elu: ({ alpha }) => entrywise((x) => (x > 0 ? x : alpha * Math.expm1(x))),
  selu: () => entrywise((x) => seluScale * (x > 0 ? x : seluAlpha * Math.expm1(x))),
  tanh: () => entrywise(Math.tanh),
  sigmoid: () => entrywise((x) => 1 / (1 + Math.exp(-x))),
  hardSigmoid: () => entrywise((x) => Math.min(Math.max(x / 5 + 1 / 2, 0), 1)),
  softplus: () => entrywise((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  softsign: () => entrywise((x) => x / (Math.abs(x) + 1)),
  flatten: () => entrywise((x) => x),
  declared: () => undefined,
};

// Klambauer et al. 2017, equation 14.
const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

function entrywise(f: (x: number) => number): Float64Layer {
  return { apply: (x) => x.map(f) };
}

function convolved(
  convolution: Convolution,
  bias: Float32Array | undefined,
  sizes?: Float64Array,
): Float64Layer {
  return linear(convolutionMap(convolution), convolutionProduct(convolution, sizes), bias);
}

function linear(
  map: LinearMap,
  product: LayerProduct,
  bias: Float32Array | undefined,
): Float64Layer {
  const biasOf = (index: number) => (bias ? (bias[index % bias.length] ?? 0) : 0);
  return {
    apply: (x) => map.apply(x).map((value, index) => value + biasOf(index)),
    linear: { product, bias: bias && Float64Array.from(bias) },
  };
}

/** The pixels that each window reads. */
type Windows = readonly (readonly number[])[];

function pooled(
  windows: Windows,
  channels: number,
  start: number,
  fold: (folded: number, value: number) => number,
  finish: (folded: number, count: number) => number,
): Float64Layer {
  return {
    apply: (x) =>
      Float64Array.from({ length: windows.length * channels }, (_, index) => {
        const pixels = windows[Math.floor(index / channels)] ?? [];
        const channel = index % channels;
        const folded = pixels.reduce(
          (value, pixel) => fold(value, x[pixel * channels + channel] ?? NaN),
          start,
        );
        return finish(folded, pixels.length);
      }),
  };
}

function sorted({ pairing, absoluteValue, channels }: MinMaxLayer): Float64Layer {
  const half = channels / 2;
  const inFirstHalf = (index: number) => index % channels < half;
  const [partnerOf, isLarger] =
    pairing === "adjacent"
      ? [(index: number) => index ^ 1, (index: number) => index % 2 === 1]
      : [(index: number) => (inFirstHalf(index) ? index + half : index - half), inFirstHalf];
  return entrywiseWithPlace((x, index) => {
    const [own, partner] = [x[index] ?? NaN, x[partnerOf(index)] ?? NaN];
    const value = isLarger(index) ? Math.max(own, partner) : Math.min(own, partner);
    return absoluteValue ? Math.abs(value) : value;
  });
}

function entrywiseWithPlace(f: (x: Float64Array, index: number) => number): Float64Layer {
  return { apply: (x) => x.map((_, index) => f(x, index)) };
}

/** A layer in Float64; nothing where nobody but its author can compute it. */
export function float64Layer<Kind extends LayerKind>(layer: Layer<Kind>): Float64Layer | undefined {
  return float64LayerOf[layer.kind](layer);
}
