import type { Padding } from "./convolution.js";

/** A fully connected layer. */
export interface DenseLayer {
  readonly kind: "dense";
  readonly name: string;
  /** `inputs × outputs`, row-major. */
  readonly kernel: Float32Array | Float64Array;
  readonly inputs: number;
  readonly outputs: number;
}

/** A two-dimensional, zero-padded convolution, channels last. */
export interface Conv2dLayer {
  readonly kind: "conv2d";
  readonly name: string;
  /** `height × width × channels × filters`, row-major. */
  readonly kernel: Float32Array | Float64Array;
  readonly kernelSize: readonly [height: number, width: number];
  readonly strides: readonly [vertical: number, horizontal: number];
  readonly padding: Padding;
  readonly inputShape: readonly [height: number, width: number, channels: number];
  readonly filters: number;
}

/** A layer without weights that never increases a distance. */
export interface ConstantLayer<Kind extends string> {
  readonly kind: Kind;
  readonly name: string;
}

/** The layers of a network, as far as their Lipschitz constants go: biases do not matter. */
export interface Layers {
  readonly dense: DenseLayer;
  readonly conv2d: Conv2dLayer;
  /** Sorts pairs. */
  readonly minMax: ConstantLayer<"minMax">;
  readonly relu: ConstantLayer<"relu">;
  readonly flatten: ConstantLayer<"flatten">;
  /** A layer whose author vouches for a constant. */
  readonly declared: ConstantLayer<"declared"> & { readonly constant: number };
}

/** The ways in which branches meet. */
export interface Merge {
  readonly kind: "add" | "concatenate";
  readonly name: string;
}

/** A layer of a graph, and where its inputs come from. */
export interface PlacedLayer {
  readonly layer: Layer | Merge;
  /** The positions of the layers whose outputs it takes; −1 is the network's input. */
  readonly inputs: readonly number[];
}

export type LayerKind = keyof Layers;

/** A layer of one of some kinds. */
export type Layer<Kind extends LayerKind = LayerKind> = {
  [K in Kind]: Layers[K] & { readonly kind: K };
}[Kind];
