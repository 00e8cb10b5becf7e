/** One weight of a layer. */
export interface KerasWeight {
  readonly layer: string;
  /** As Keras names it, with its scope: `dense/kernel:0`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Row by row. */
  readonly data: Float32Array;
}

/** A Keras 2 model as its `.h5` file holds it. What the layers mean is not looked at. */
export interface KerasModel {
  /** The parsed `model_config`: data from a stranger, never to be run. */
  readonly topology: unknown;
  /** The names of all layers, also of those without weights, in order. */
  readonly layers: readonly string[];
  /** Layer by layer, each layer's in its own order. */
  readonly weights: readonly KerasWeight[];
  readonly kerasVersion?: string;
}
