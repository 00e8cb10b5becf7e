import { kerasLimits } from "../keras/kerasLimits.js";
import type { WeightLimits } from "../weightCount.js";

/** What a TF.js model may cost before it is refused. */
export interface TfjsLimits extends WeightLimits {
  /** The text of `model.json`. */
  readonly topologyBytes: number;
  readonly weightFiles: number;
}

export const tfjsLimits: TfjsLimits = { ...kerasLimits, weightFiles: 10_000 };
