import type { Tensor } from "@tensorflow/tfjs-core";
import type { Initialiser } from "../initialisers/index.js";
import type { Pairing } from "../kernels/minMax.js";
import type { Tensors } from "../program.js";
import type { SumBlocks } from "./sumBlocks.js";

/** A number for height and width alike, or one for each. */
export type SizeOption = number | readonly [height: number, width: number];

/** Windows over `[height, width, channels]`, channel by channel, with the defaults of Keras. */
interface PoolingOptions {
  /** Default 2. */
  readonly poolSize?: SizeOption;
  /** Default: the pool size, so that windows do not overlap. */
  readonly strides?: SizeOption;
  /** Default `valid`. Pixels of padding take no part, neither in a mean nor in a maximum. */
  readonly padding?: "same" | "valid";
}

/** What a layer of each kind may be told, besides its name. */
interface LayerOptions {
  /** Cross-correlation over `[height, width, channels]`, plus a bias (default true). */
  conv2d: {
    readonly filters: number;
    readonly kernelSize: SizeOption;
    /** Default 1. */
    readonly strides?: SizeOption;
    /** Default `valid`, as in Keras. */
    readonly padding?: "same" | "valid";
    readonly useBias?: boolean;
  };
  /** A matrix product over `[features]`, plus a bias (default true). */
  dense: {
    readonly units: number;
    readonly useBias?: boolean;
    /** Whether each column of the kernel is scaled to norm 1 where it is used; default false. */
    readonly unitColumns?: boolean;
    /** How training takes its norm: `power` (the default) or, without an iterate, `exact`. */
    readonly lipschitz?: "power" | "exact";
  };
  /** The mean of each window. */
  averagePooling2d: PoolingOptions;
  /** The largest entry of each window. */
  maxPooling2d: PoolingOptions;
  /** A 'same' convolution plus its input, as one kernel (LiResNet, Hu et al. 2023), plus a bias (default true). */
  liResNetBlock: {
    /** Default 3. */
    readonly kernelSize?: SizeOption;
    readonly useBias?: boolean;
    /** Whether each output channel of the convolution has a trained factor; default true. */
    readonly useAffine?: boolean;
    /** What the convolution is multiplied by, such as depth^−½; default 1. */
    readonly residualScale?: number;
  };
  /** Each block of `poolSize` (default 2) pixels as one pixel of all their channels. */
  invertibleDownsampling: { readonly poolSize?: SizeOption };
  /** A trained factor, starting at `initial` (default 1). */
  scaling: { readonly initial?: number };
  /** A trained number added to every entry, starting at `initial` (default 0). */
  bias: { readonly initial?: number };
  /** Sorts pairs of entries; default pairing `adjacent`. */
  minMax: {
    readonly pairing?: Pairing;
    /** Whether the absolute values of the sorted entries follow; default false. */
    readonly absoluteValue?: boolean;
  };
  /** x itself. */
  linear: object;
  relu: object;
  /** x where positive, else `slope`·x; default 0.3. */
  leakyRelu: { readonly slope?: number };
  /** x where positive, else `alpha`·(eˣ − 1); default 1. */
  elu: { readonly alpha?: number };
  selu: object;
  tanh: object;
  sigmoid: object;
  /** x/5 + ½ between 0 and 1. */
  hardSigmoid: object;
  /** ln(1 + eˣ). */
  softplus: object;
  /** x/(1 + |x|). */
  softsign: object;
  flatten: object;
  /** A layer of the user's own; a description in a file cannot hold it. */
  custom: { readonly define: (place: Place) => CustomLayer };
  /** The sum of the layers that `inputs` names. */
  add: object;
  /** The layers that `inputs` names, side by side along the last axis. */
  concatenate: object;
}

/** The kinds that join several layers. */
export type MergeKind = "add" | "concatenate";
/** The kinds that take one input. */
export type MapKind = Exclude<LayerKind, MergeKind>;

/** The kinds of layer. */
export type LayerKind = keyof LayerOptions;

/** One layer as a model's description writes it; of kind `K` where that is given. */
export type LayerConfig<K extends LayerKind = LayerKind> = {
  [P in K]: { readonly kind: P } & LayerPlacement & LayerOptions[P];
}[K];

/** What every layer may be told. */
interface LayerPlacement {
  /** Default: its kind and a number, `conv2d_1`. */
  readonly name?: string;
  /** The layers whose outputs it takes, by name; `input` is the network's. Default: the layer before. */
  readonly inputs?: readonly string[];
}

/** Where a layer stands in its network. */
export interface Place {
  readonly name: string;
  /** Without the batch axis. */
  readonly inputShape: readonly number[];
}

/** Where a layer of several inputs stands. */
export interface MergePlace {
  readonly name: string;
  /** Of each branch, without the batch axis. */
  readonly inputShapes: readonly (readonly number[])[];
}

/** What a layer of the user's own brings. */
export interface CustomLayer {
  /** Without the batch axis. */
  readonly outputShape: readonly number[];
  /** Named after the layer: `${place.name}/kernel`. */
  readonly weights?: readonly Weight[];
  readonly gain: Gain;
  /** The layer applied to `x`, `[N, ...inputShape]`, with the weights in `state`. */
  forward(x: Tensor, state: Tensors): Tensor;
}

/** A trainable tensor (float32) and how it starts. */
export interface Weight {
  /** Unique in the network: `conv2d_1/kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly initialiser: Initialiser;
}

/** The linear part of a layer, whose spectral norm the power method estimates. */
export interface LinearMap {
  /** The weights that it reads. */
  readonly weights: readonly string[];
  /** The name of its persistent iterate: `conv2d_1/iterate`. */
  readonly iterate: string;
  /** `[1, ...inputShape]`. */
  readonly iterateShape: readonly number[];
  /** W x, for x of `iterateShape`. */
  apply(x: Tensor, state: Tensors): Tensor;
  /** Wᵀ y, for y = W x. */
  transpose(y: Tensor, state: Tensors): Tensor;
}

/** Where the Lipschitz constant of a layer comes from. */
export type Gain =
  /** It holds whatever the weights. */
  | { readonly kind: "constant"; readonly value: number }
  /** The power method estimates it, from an iterate kept between steps. */
  | { readonly kind: "powerMethod"; readonly map: LinearMap }
  /** A scalar computed from the weights each time, with its gradient. */
  | {
      readonly kind: "computed";
      /** The constant, from the weights in `state`. */
      readonly compute: (state: Tensors) => Tensor;
    };

interface LayerInPlace {
  /** Unique in the network: as configured, or such as `conv2d_1`. */
  readonly name: string;
  /** Without the batch axis. */
  readonly outputShape: readonly number[];
  readonly weights: readonly Weight[];
}

/** A layer of one input in its place, with every shape known. */
export interface MapLayer extends LayerInPlace {
  readonly role: "map";
  readonly config: LayerConfig<MapKind>;
  /** Without the batch axis. */
  readonly inputShape: readonly number[];
  readonly gain: Gain;
  /** The layer applied to `x`, `[N, ...inputShape]`, with the weights in `state`. */
  forward(x: Tensor, state: Tensors): Tensor;
  /** The same with its long sums added up in blocks, which round less; absent where it has none. It has no gradient. */
  readonly inBlocks?: LayerInBlocks | undefined;
}

/** A layer whose long sums are added up in blocks. */
export interface LayerInBlocks {
  readonly sizes: SumBlocks;
  /** The layer applied to `x`, `[N, ...inputShape]`, with the weights in `state`. It has no gradient. */
  forward(x: Tensor, state: Tensors): Tensor;
}

/** A layer that joins the outputs of several others. */
export interface MergeLayer extends LayerInPlace {
  readonly role: "merge";
  readonly config: LayerConfig<MergeKind>;
  /** Of each branch, without the batch axis. */
  readonly inputShapes: readonly (readonly number[])[];
  /** The branches, `[N, ...]` each, as one. */
  merge(branches: readonly Tensor[]): Tensor;
  /** The Lipschitz constant of the joined function, from those of the branches: scalars. */
  mergeGains(branches: readonly Tensor[]): Tensor;
}

/** A layer in its place. */
export type Layer = MapLayer | MergeLayer;

/** The gain of a layer that never increases a distance. */
export const gainOfOne: Gain = { kind: "constant", value: 1 };
