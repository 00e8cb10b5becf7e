import type { Pairing } from "../../gloro/kernels/minMax.js";
import type { DType, HostTensor, TensorSpec } from "../../gloro/program.js";

/** Explicit zero padding: `[top, bottom, left, right]`. */
export type Padding = readonly [number, number, number, number];

/** Order of a convolution's axes: `nhwc` with filters `[h, w, in, out]`, or `nchw` with `[out, in, h, w]`. */
export type Layout = "nhwc" | "nchw";

interface ConvolutionAttributes {
  readonly layout: Layout;
  readonly strides: readonly [number, number];
  readonly padding: Padding;
}

interface ReductionAttributes {
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

type None = Readonly<Record<string, never>>;

/** Every operation of a graph, with its attributes. */
export interface OperationAttributes {
  input: { readonly name: string; readonly spec: TensorSpec };
  constant: { readonly tensor: HostTensor };
  /** One value everywhere. */
  fill: { readonly value: number; readonly spec: TensorSpec };

  negate: None;
  exp: None;
  log: None;
  sqrt: None;
  square: None;
  reciprocal: None;
  abs: None;
  sign: None;
  relu: None;
  tanh: None;
  sigmoid: None;
  softplus: None;
  not: None;

  add: None;
  subtract: None;
  multiply: None;
  divide: None;
  maximum: None;
  minimum: None;
  power: None;

  less: None;
  lessEqual: None;
  greater: None;
  greaterEqual: None;
  equal: None;
  notEqual: None;
  and: None;
  or: None;

  /** `condition ? a : b`, broadcast. */
  select: None;
  cast: { readonly to: DType };
  clip: { readonly low: number; readonly high: number };

  sum: ReductionAttributes;
  max: ReductionAttributes;
  min: ReductionAttributes;
  argMax: { readonly axis: number };
  /** Euclidean norm of all entries, a scalar. */
  norm: None;

  reshape: { readonly shape: readonly number[] };
  transpose: { readonly permutation: readonly number[] };
  slice: { readonly begin: readonly number[]; readonly size: readonly number[] };
  /** `[before, after]` for each axis; a negative count crops. */
  pad: { readonly paddings: readonly (readonly [number, number])[]; readonly value: number };
  concat: { readonly axis: number };
  tile: { readonly repeats: readonly number[] };
  /** The entries at fixed indices along an axis. */
  gather: { readonly axis: number; readonly indices: readonly number[] };
  reverse: { readonly axes: readonly number[] };
  /** Int32 indices to float32 0/1 in a new last axis. */
  oneHot: { readonly depth: number };

  /** Batched product of the last two axes, each side optionally transposed. */
  matMul: { readonly transposeA: boolean; readonly transposeB: boolean };
  /** `x · m` over the last axis: x `[..., c]`, m `[c, d]`. */
  mixChannels: None;
  /**
   * x, filter, and optionally a bias `[out]`. Where there are `blocks`, as many of the input's channels are
   * convolved apart, and their results added up: that is how it rounds, and no rewrite may change it.
   */
  conv2d: ConvolutionAttributes & {
    readonly dilations: readonly [number, number];
    readonly blocks?: number | undefined;
  };
  /** gradient of the output, filter → gradient of x. */
  conv2dInputGradient: ConvolutionAttributes & { readonly inputShape: readonly number[] };
  /** x, gradient of the output → gradient of the filter. */
  conv2dFilterGradient: ConvolutionAttributes & { readonly filterShape: readonly number[] };

  softmax: None;

  minMax: { readonly pairing: Pairing };
  /** x, gradient of the output → gradient of x. */
  minMaxGradient: { readonly pairing: Pairing };
}

/** The name of an operation. */
export type Operation = keyof OperationAttributes;
