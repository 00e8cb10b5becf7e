import type { DenseLayer, PlacedLayer } from "../certify/layers.js";
import type { Relaxation } from "../gloro/relaxations/relaxation.js";

/** A network and data, of which a certificate speaks. */
export interface Subject {
  /** The layers before the head. */
  readonly graph: readonly PlacedLayer[];
  readonly head: DenseLayer;
  readonly relaxation: Relaxation | undefined;
  readonly labels: ArrayLike<number>;
  /** An example as the network gets it. */
  readonly image: (example: number) => Float32Array;
  /** `examples × classes`, as float32 computes them now. */
  readonly logits: Float32Array;
  /** What such a certificate rests on, given the layers that take exp and the like. */
  readonly assumptions: (elementaryLayers: string[]) => readonly string[];
}
