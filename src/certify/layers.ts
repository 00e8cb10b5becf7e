import type { Padding } from "./convolution.js";

/** A layer whose entries are sums of many products. */
interface Summing {
  /**
   * How the network adds them up: so many terms at once, so many of their sums at once, and so on, each in any
   * order; in one sum, in any order, where absent.
   */
  readonly sumBlocks?: readonly number[] | undefined;
}

/** A fully connected layer. */
export interface DenseLayer extends Summing {
  readonly kind: "dense";
  readonly name: string;
  /** `inputs × outputs`, row-major. */
  readonly kernel: Float32Array | Float64Array;
  readonly inputs: number;
  readonly outputs: number;
  /** One number an output; undefined where the layer has none. */
  readonly bias: Float32Array | undefined;
  /** Whether the network divides each column of a kernel by its norm before it uses it. */
  readonly hasUnitColumns: boolean;
}

/** A two-dimensional, zero-padded convolution, channels last. */
export interface Conv2dLayer extends Summing {
  readonly kind: "conv2d";
  readonly name: string;
  /** `height × width × channels × filters`, row-major. */
  readonly kernel: Float32Array | Float64Array;
  readonly kernelSize: readonly [height: number, width: number];
  readonly strides: readonly [vertical: number, horizontal: number];
  readonly padding: Padding;
  readonly inputShape: readonly [height: number, width: number, channels: number];
  readonly filters: number;
  /** One number a filter; undefined where the layer has none. */
  readonly bias: Float32Array | undefined;
}

/** Windows over images, zero-padded or not, channel by channel; padding takes no part. */
export interface PoolingLayer<Kind extends string> {
  readonly kind: Kind;
  readonly name: string;
  readonly poolSize: readonly [height: number, width: number];
  readonly strides: readonly [vertical: number, horizontal: number];
  readonly padding: Padding;
  readonly inputShape: readonly [height: number, width: number, channels: number];
}

/** A 'same' convolution of stride 1 by `identity + residualScale · affine · kernel`. */
export interface LiResNetBlockLayer extends Summing {
  readonly kind: "liResNetBlock";
  readonly name: string;
  /** `height × width × channels × channels`, row-major. */
  readonly kernel: Float32Array | Float64Array;
  /** A factor for each output channel; undefined where the block has none. */
  readonly affine: Float32Array | Float64Array | undefined;
  readonly residualScale: number;
  readonly kernelSize: readonly [height: number, width: number];
  /** The tap of the identity. */
  readonly centre: readonly [row: number, column: number];
  readonly inputShape: readonly [height: number, width: number, channels: number];
  /** One number a channel; undefined where the block has none. */
  readonly bias: Float32Array | undefined;
}

/** Each block of `poolSize` pixels as one pixel of all their channels, those of a row side by side. */
export interface DownsamplingLayer {
  readonly kind: "invertibleDownsampling";
  readonly name: string;
  readonly poolSize: readonly [height: number, width: number];
  readonly inputShape: readonly [height: number, width: number, channels: number];
}

/** Sorts pairs: neighbours, the smaller first, or channels half apart, the larger first. */
export interface MinMaxLayer {
  readonly kind: "minMax";
  readonly name: string;
  readonly pairing: "adjacent" | "halves";
  /** Whether the absolute values of the sorted entries follow. */
  readonly absoluteValue: boolean;
  readonly channels: number;
}

/** A layer whose Lipschitz constant no weight and no setting changes. */
export interface ConstantLayer<Kind extends string> {
  readonly kind: Kind;
  readonly name: string;
}

/** The layers of a network, with what their Lipschitz constants and their rounding depend on. */
export interface Layers {
  readonly dense: DenseLayer;
  readonly conv2d: Conv2dLayer;
  readonly averagePooling2d: PoolingLayer<"averagePooling2d">;
  readonly maxPooling2d: PoolingLayer<"maxPooling2d">;
  readonly liResNetBlock: LiResNetBlockLayer;
  readonly invertibleDownsampling: DownsamplingLayer;
  /** Multiplies by `alpha`. */
  readonly scaling: ConstantLayer<"scaling"> & { readonly alpha: number };
  /** Adds `shift`. */
  readonly bias: ConstantLayer<"bias"> & { readonly shift: number };
  readonly minMax: MinMaxLayer;
  readonly linear: ConstantLayer<"linear">;
  readonly relu: ConstantLayer<"relu">;
  /** `slope`·x below 0. */
  readonly leakyRelu: ConstantLayer<"leakyRelu"> & { readonly slope: number };
  /** `alpha`·(eˣ − 1) below 0. */
  readonly elu: ConstantLayer<"elu"> & { readonly alpha: number };
  readonly selu: ConstantLayer<"selu">;
  readonly tanh: ConstantLayer<"tanh">;
  readonly sigmoid: ConstantLayer<"sigmoid">;
  /** x/5 + ½ between 0 and 1. */
  readonly hardSigmoid: ConstantLayer<"hardSigmoid">;
  readonly softplus: ConstantLayer<"softplus">;
  readonly softsign: ConstantLayer<"softsign">;
  readonly flatten: ConstantLayer<"flatten">;
  /** A layer whose author vouches for a constant. */
  readonly declared: ConstantLayer<"declared"> & { readonly constant: number };
}

/** The ways in which branches meet. */
export interface Merges {
  /** Their sum. */
  readonly add: ConstantLayer<"add">;
  /** Side by side along the last axis, on which each has as many entries as `widths` says. */
  readonly concatenate: ConstantLayer<"concatenate"> & { readonly widths: readonly number[] };
}

/** A layer of a graph, and where its inputs come from. */
export interface PlacedLayer {
  readonly layer: Layer | Merge;
  /** The positions of the layers whose outputs it takes; −1 is the network's input. */
  readonly inputs: readonly number[];
  /** Numbers in its output. */
  readonly entries: number;
}

export type LayerKind = keyof Layers;

/** A layer of one of some kinds. */
export type Layer<Kind extends LayerKind = LayerKind> = {
  [K in Kind]: Layers[K] & { readonly kind: K };
}[Kind];

/** A layer that joins branches. */
export type Merge = Merges[keyof Merges];

/** Whether a layer joins branches. */
export function isMerge(layer: Layer | Merge): layer is Merge {
  return layer.kind === "add" || layer.kind === "concatenate";
}
