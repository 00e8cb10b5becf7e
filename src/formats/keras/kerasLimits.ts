import type { WeightLimits } from "../weightCount.js";

/** What a Keras file may cost before it is refused. */
export interface KerasLimits extends WeightLimits {
  readonly layers: number;
  /** Groups between a layer and a weight. */
  readonly depth: number;
  readonly nameBytes: number;
  /** The text of `model_config`. */
  readonly topologyBytes: number;
  /** WebAssembly memory beside the file itself. */
  readonly memoryBytes: number;
  /** Time for everything but the weights' own values, from when the thread is ready. */
  readonly structureMilliseconds: number;
}

export const kerasLimits: KerasLimits = {
  elements: 2 ** 28,
  layers: 10_000,
  weights: 100_000,
  depth: 16,
  nameBytes: 1024,
  topologyBytes: 2 ** 24,
  memoryBytes: 2 ** 27,
  structureMilliseconds: 2000,
};
