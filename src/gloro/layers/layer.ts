import type { Tensor } from "@tensorflow/tfjs-core";
import type { InitialiserName } from "../initialisers/index.js";
import type { Pairing } from "../kernels/minMax.js";
import type { Tensors } from "../program.js";

/** What a layer of each kind may be told, besides its name. */
interface LayerOptions {
  /** Cross-correlation over `[height, width, channels]`, plus a bias (default true). */
  conv2d: {
    readonly filters: number;
    readonly kernelSize: number | readonly [number, number];
    /** Default 1. */
    readonly strides?: number | readonly [number, number];
    /** Default `valid`, as in Keras. */
    readonly padding?: "same" | "valid";
    readonly useBias?: boolean;
  };
  /** A matrix product over `[features]`, plus a bias (default true). */
  dense: { readonly units: number; readonly useBias?: boolean };
  /** Sorts pairs of entries; default pairing `adjacent`. */
  minMax: { readonly pairing?: Pairing };
  relu: object;
  flatten: object;
}

/** The kinds of layer. */
export type LayerKind = keyof LayerOptions;

/** One layer as a model's description writes it; of kind `K` where that is given. */
export type LayerConfig<K extends LayerKind = LayerKind> = {
  [P in K]: { readonly kind: P; readonly name?: string } & LayerOptions[P];
}[K];

/** Where a layer stands in its network. */
export interface Place {
  readonly name: string;
  /** Without the batch axis. */
  readonly inputShape: readonly number[];
}

/** A trainable tensor (float32) and how it starts. */
export interface Weight {
  /** Unique in the network: `conv2d_1/kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly initialiser: InitialiserName;
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

/** A layer in its place, with every shape known. */
export interface Layer {
  /** Unique in the network: as configured, or such as `conv2d_1`. */
  readonly name: string;
  readonly config: LayerConfig;
  /** Without the batch axis. */
  readonly inputShape: readonly number[];
  /** Without the batch axis. */
  readonly outputShape: readonly number[];
  readonly weights: readonly Weight[];
  /** Its Lipschitz constant: 1, or the spectral norm of a linear map. */
  readonly lipschitz: 1 | LinearMap;
  /** The layer applied to `x`, `[N, ...inputShape]`, with the weights in `state`. */
  forward(x: Tensor, state: Tensors): Tensor;
}
