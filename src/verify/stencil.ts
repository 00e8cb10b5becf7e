import type { Layers } from "../certify/layers.js";
import {
  exactly,
  multiplyUp,
  squareRootUp,
  wholeSquareRootUp,
  type UpperBound,
} from "../certify/upperBound.js";
import { dot } from "./dot.js";
import { euclideanUp, gamma, roundoff } from "./outward.js";

type Pair = readonly [vertical: number, horizontal: number];

/** A linear layer as its definition has it: output pixel o reads input pixels `o·stride − before + tap`. */
export interface Stencil {
  /** Pixels of the input and of the output. */
  readonly input: Pair;
  readonly output: Pair;
  readonly taps: Pair;
  readonly strides: Pair;
  readonly before: Pair;
  readonly channels: number;
  readonly filters: number;
  /** `taps × channels × filters`, row-major. */
  readonly kernel: Float64Array;
  /** The same of the sums of the sizes of what makes up each weight. */
  readonly sizes: Float64Array;
  /** At least the norm of what rounding put into the layer's matrix where the kernel was formed. */
  readonly rounding: UpperBound;
}

/** The kinds of layers with a matrix of weights. */
export type StencilLayer = Layers["dense"] | Layers["conv2d"] | Layers["liResNetBlock"];

/** Writes a linear layer down. */
export function stencilOf(layer: StencilLayer): Stencil {
  switch (layer.kind) {
    case "dense":
      return denseStencil(layer);
    case "conv2d":
      return convolutionStencil(layer);
    case "liResNetBlock":
      return blockStencil(layer);
  }
}

const one: Pair = [1, 1];

/** A dense layer reads one pixel by one tap. */
function denseStencil({ kernel, inputs, outputs, hasUnitColumns }: Layers["dense"]): Stencil {
  const place = { input: one, output: one, taps: one, strides: one, before: [0, 0] as const };
  // Each weight of a unit column is off by its norm's n/2 + 1 roundings and its quotient's.
  const each = exactly((inputs / 2 + 4) * roundoff);
  const rounding = hasUnitColumns ? multiplyUp(each, wholeSquareRootUp(outputs)) : exactly(0);
  return { ...place, channels: inputs, filters: outputs, ...exactKernel(kernel), rounding };
}

function convolutionStencil(layer: Layers["conv2d"]): Stencil {
  const { kernel, kernelSize: taps, strides, padding, inputShape, filters } = layer;
  const [height, width, channels] = inputShape;
  const input = [height, width] as const;
  const output = bothAxes((axis) =>
    padding === "same"
      ? Math.ceil(input[axis] / strides[axis])
      : Math.floor((input[axis] - taps[axis]) / strides[axis]) + 1,
  );
  const before = bothAxes((axis) => {
    const zeros = (output[axis] - 1) * strides[axis] + taps[axis] - input[axis];
    return padding === "same" ? Math.floor(Math.max(zeros, 0) / 2) : 0;
  });
  const place = { input, output, taps, strides, before, channels, filters };
  return { ...place, ...exactKernel(kernel), rounding: exactly(0) };
}

/** The identity is one more weight at the centre. */
function blockStencil(layer: Layers["liResNetBlock"]): Stencil {
  const { kernel: weights, affine, residualScale, kernelSize: taps, centre, inputShape } = layer;
  const [height, width, channels] = inputShape;
  const kernel = Float64Array.from(
    weights,
    (weight, at) => weight * residualScale * (affine?.[at % channels] ?? 1),
  );
  const sizes = kernel.map(Math.abs);
  for (let channel = 0; channel < channels; channel++) {
    const at = ((centre[0] * taps[1] + centre[1]) * channels + channel) * channels + channel;
    kernel[at] = (kernel[at] ?? NaN) + 1;
    sizes[at] = (sizes[at] ?? NaN) + 1;
  }
  const image = [height, width] as const;
  const before = bothAxes((axis) => Math.floor((taps[axis] - 1) / 2));
  const place = { input: image, output: image, taps, strides: one, before };
  // Two products and a sum; a convolution's norm is at most √taps times its weights' Frobenius norm.
  const rounding = multiplyUp(
    gamma(3),
    multiplyUp(squareRootUp(exactly(taps[0] * taps[1])), euclideanUp(sizes)),
  );
  return { ...place, channels, filters: channels, kernel, sizes, rounding };
}

function exactKernel(weights: Float32Array | Float64Array) {
  const kernel = Float64Array.from(weights);
  return { kernel, sizes: kernel.map(Math.abs) };
}

/** The same for the vertical and for the horizontal axis. */
export function bothAxes<T>(of: (axis: 0 | 1) => T): readonly [vertical: T, horizontal: T] {
  return [of(0), of(1)];
}

/** Calls `visit` with every output pixel, tap and input pixel, by number, that belong together. */
export function forEachReading(
  { input, output, taps, strides, before }: Stencil,
  visit: (output: number, tap: number, input: number) => void,
): void {
  for (let o = 0; o < output[0] * output[1]; o++) {
    const [row, column] = [Math.floor(o / output[1]), o % output[1]];
    for (let tap = 0; tap < taps[0] * taps[1]; tap++) {
      const y = row * strides[0] - before[0] + Math.floor(tap / taps[1]);
      const x = column * strides[1] - before[1] + (tap % taps[1]);
      if (y >= 0 && y < input[0] && x >= 0 && x < input[1]) visit(o, tap, y * input[1] + x);
    }
  }
}

/** Weights as `taps × filters × channels`. */
export function filtersFirst({ channels, filters }: Stencil, weights: Float64Array): Float64Array {
  const size = channels * filters;
  return weights.map((_, at) => {
    const [tap, within] = [Math.floor(at / size), at % size];
    return (
      weights[tap * size + (within % channels) * filters + Math.floor(within / channels)] ?? NaN
    );
  });
}

/** The layer without its bias, of its weights or of their sizes: a dot product for each tap of each entry. */
export function stencilMap(
  stencil: Stencil,
  weights: "kernel" | "sizes",
): (x: Float64Array) => Float64Array {
  const { output, channels, filters } = stencil;
  const kernel = filtersFirst(stencil, stencil[weights]);
  return (x) => {
    const y = new Float64Array(output[0] * output[1] * filters);
    forEachReading(stencil, (o, tap, p) => {
      for (let f = 0; f < filters; f++) {
        const weight = (tap * filters + f) * channels;
        const at = o * filters + f;
        y[at] = (y[at] ?? NaN) + dot(x, p * channels, kernel, weight, channels);
      }
    });
    return y;
  };
}

/** The transposed layer of the weights' sizes. */
export function applyTransposedSizes(stencil: Stencil, y: Float64Array): Float64Array {
  const { input, channels, filters, sizes } = stencil;
  const x = new Float64Array(input[0] * input[1] * channels);
  forEachReading(stencil, (o, tap, p) => {
    for (let c = 0; c < channels; c++) {
      const start = (tap * channels + c) * filters;
      let sum = 0;
      for (let f = 0; f < filters; f++)
        sum += (y[o * filters + f] ?? NaN) * (sizes[start + f] ?? NaN);
      x[p * channels + c] = (x[p * channels + c] ?? 0) + sum;
    }
  });
  return x;
}
