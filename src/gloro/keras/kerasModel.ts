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

/** The releases of the Python library that load `.gloronet` files, the oldest first. */
export const pythonReleases = ["1.1.1", "HEAD"] as const;

/** A release of the Python library, or its repository's HEAD. */
export type PythonRelease = (typeof pythonReleases)[number];

/**
 * What a Keras model may be written for: a release of the Python library, plain Keras, without layers of the
 * library, or TF.js, which has neither but takes classes of its user's for these.
 */
export const dialectNames = [...pythonReleases, "keras", "tfjs"] as const;

/** What a Keras model is written for. */
export type Dialect = (typeof dialectNames)[number];

/** Whether the Python library would bound what is written: a bound below ours would certify too much. */
export function isBoundedByPython(dialect: Dialect): dialect is PythonRelease {
  return pythonReleases.some((release) => release === dialect);
}

/** What to do about a net that another dialect holds. */
export const writeAs: { readonly [D in Dialect]: string } = {
  "1.1.1": "Write it for release 1.1.1 (gloro export --to gloronet --python 1.1.1)",
  HEAD: "Write it for HEAD (gloro export --to gloronet --python HEAD)",
  keras: "Write it as plain Keras (gloro export --to keras)",
  tfjs: "Write it for TF.js (gloro export --to tfjs)",
};
