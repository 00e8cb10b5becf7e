import type { KerasLimits } from "./kerasLimits.js";
import type { KerasWeight } from "./kerasModel.js";

/** A {@link KerasModel} whose topology is still text, as the file holds it. */
export interface StoredModel {
  /** JSON in UTF-8. */
  readonly topology: Uint8Array;
  readonly layers: readonly string[];
  readonly weights: readonly KerasWeight[];
  readonly kerasVersion?: string;
}

export type Hdf5Job =
  | { readonly kind: "read"; readonly file: Uint8Array; readonly limits: KerasLimits }
  | { readonly kind: "write"; readonly model: StoredModel; readonly limits: KerasLimits };

export interface Hdf5Answers {
  readonly read: StoredModel;
  readonly write: Uint8Array<ArrayBuffer>;
}

/** What the thread says: `ready`, perhaps `sized`, then one of the others. */
export type FromHdf5Worker =
  | { readonly kind: "ready" }
  /** The structure is checked; so many bytes of weights will be read. */
  | { readonly kind: "sized"; readonly bytes: number }
  | { readonly kind: "done"; readonly answer: Hdf5Answers[Hdf5Job["kind"]] }
  | { readonly kind: "refused"; readonly reason: string };
