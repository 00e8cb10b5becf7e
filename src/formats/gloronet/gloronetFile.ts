import type { KerasModel } from "../keras/kerasModel.js";

/**
 * Whose `config.json` it is: of the Python library's release 1.1.1, of its repository's HEAD, or the
 * one that either loads, with the keys that both know.
 */
export type Dialect = "1.1.1" | "HEAD" | "ours";

/** What `config.json` says of a GloRo Net. */
export interface GloronetConfig {
  readonly dialect: Dialect;
  /** The radius to certify, in (0, 1e6]. */
  readonly epsilon: number;
  /** A relaxed net: how many top classes may count. */
  readonly k?: number;
  /** A relaxed net: the sets of classes that may be confused. */
  readonly affinitySets?: readonly (readonly number[])[];
  /** Power iterations in a training step; release 1.1.1 only. */
  readonly numIterations?: number;
  /** A net whose Lipschitz constant is stored, HEAD only: an estimate from below, never a bound. */
  readonly frozen?: { readonly lipschitz: number };
}

/** A `.gloronet` file. */
export interface GloronetFile extends GloronetConfig {
  readonly model: KerasModel;
  /** Members that Python does not look at, by their path in the file's folder. */
  readonly extra: Readonly<Record<string, Uint8Array>>;
}

/** The member in which this program keeps what the Python library does not know: JSON. */
export const ownMember = "gloro-vscode.meta";
