import { kerasLimits } from "../keras/kerasLimits.js";
import type { KerasLimits } from "../keras/kerasLimits.js";

/** What a `.gloronet` file may cost before it is refused. */
export interface GloronetLimits extends KerasLimits {
  /** The tar archive. */
  readonly inflatedBytes: number;
  /** How far the archive may grow beyond `freeBytes`, times the compressed size. */
  readonly ratio: number;
  readonly freeBytes: number;
  readonly members: number;
  readonly configBytes: number;
  /** Each member beside the model and the config. */
  readonly extraBytes: number;
}

export const gloronetLimits: GloronetLimits = {
  ...kerasLimits,
  inflatedBytes: 2 ** 31,
  // Trained float32 weights shrink by a tenth; only zeros come near deflate's 1032.
  ratio: 200,
  freeBytes: 2 ** 24,
  members: 64,
  configBytes: 2 ** 20,
  extraBytes: 2 ** 24,
};
