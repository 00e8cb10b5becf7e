/** One weight of a Keras model. */
export interface KerasWeight {
  /** The layer's name. */
  readonly layer: string;
  /** As Keras writes it: `dense/kernel:0`, or `w:0` for a variable that is not `add_weight`'s. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A Keras model as its files hold it. */
export interface KerasModel {
  /** Its config (`model_config` in HDF5): parsed JSON, keys in Python's spelling. */
  readonly topology: unknown;
  /** In the order of the layers, and in a layer's own order. */
  readonly weights: readonly KerasWeight[];
}

/**
 * What files for Python may be written for: release 1.1.1 of the Python library, its repository's HEAD, or
 * plain Keras, without layers of the library.
 */
export const dialectNames = ["1.1.1", "HEAD", "keras"] as const;

/** What a file is written for. */
export type Dialect = (typeof dialectNames)[number];
