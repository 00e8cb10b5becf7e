import type * as tfjs from "@tensorflow/tfjs-core";
import type { LayerConfig } from "../layers/layer.js";

/** What a module that builds an architecture is told. */
export interface ArchitectureContext {
  /** Of the data: `[height, width, channels]` or `[features]`. */
  readonly inputShape: readonly number[];
  readonly classes: number;
  /** TF.js as the method uses it, for layers of the module's own. */
  readonly tf: typeof tfjs;
}

/** The default export of such a module: the layers in order, the last a dense one of `classes` units. */
export type ArchitectureModule = (
  context: ArchitectureContext,
) => readonly LayerConfig[] | Promise<readonly LayerConfig[]>;
