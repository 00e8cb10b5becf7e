import { createEngine, defaultEngine } from "../engine/index.js";
import type { Engine, EngineName } from "../engine/index.js";
import { GloroError } from "../gloro/errors.js";
import { initialState } from "../gloro/initialise.js";
import type { LayerConfig, LayerKind } from "../gloro/layers/layer.js";
import { buildNetwork } from "../gloro/network.js";
import type { HostTensors } from "../gloro/program.js";
import { parseRelaxation } from "../gloro/relaxations/index.js";
import type { RelaxationConfig } from "../gloro/relaxations/index.js";
import { NetworkOnEngine } from "./networkOnEngine.js";
import { checkWeights } from "./weights.js";

/** What a net is made of. */
export interface GloroNetOptions {
  /** `[height, width, channels]`, or `[features]`. */
  readonly inputShape: readonly number[];
  /** Layers, the last a dense one that gives the logits; a layer without options may be its kind. */
  readonly layers: readonly (LayerConfig | PlainKind)[];
  /** The radius that is certified. */
  readonly epsilon: number;
  /** Of the initial weights and iterates, an integer; default 0. */
  readonly seed?: number;
  /** Default `onnx-cpu`. */
  readonly engine?: EngineName | Engine;
  /** Steps of the power method in a training step; default 5. */
  readonly powerIterations?: number | undefined;
  /** Initial weights, all or some, by names such as `dense_1/kernel`. */
  readonly weights?: HostTensors;
}

/** What a net that is made of a TF.js layers model is told besides. */
export type LayersModelOptions = Pick<GloroNetOptions, "epsilon" | "seed" | "engine">;

/** The kinds of layer that need no options. */
type PlainKind = {
  [K in LayerKind]: { readonly kind: K } extends LayerConfig<K> ? K : never;
}[LayerKind];

/**
 * Builds the network that the options describe, and puts it on its engine. Everything that may be wrong
 * with the options is found before.
 */
export async function loadNetwork(
  {
    inputShape,
    layers,
    epsilon,
    seed = 0,
    engine = defaultEngine,
    weights = {},
    powerIterations,
  }: GloroNetOptions,
  relaxation?: RelaxationConfig,
): Promise<NetworkOnEngine> {
  positiveEpsilon(epsilon);
  if (
    powerIterations !== undefined &&
    !(Number.isInteger(powerIterations) && powerIterations > 0)
  ) {
    throw new GloroError(`powerIterations must be a positive integer, got ${powerIterations}.`);
  }
  const network = buildNetwork({
    inputShape,
    layers: layers.map((layer): LayerConfig =>
      typeof layer === "string" ? { kind: layer } : layer,
    ),
  });
  checkWeights(network, weights);
  const parsed = relaxation && parseRelaxation(relaxation, network.classes);
  const state = initialState(network, seed, weights);
  const runsOn = typeof engine === "string" ? await createEngine(engine) : engine;
  const onEngine = await NetworkOnEngine.load(network, state, runsOn);
  onEngine.relaxation = parsed;
  onEngine.powerIterations = powerIterations;
  return onEngine;
}

/** `epsilon`, checked to be a finite number above 0. */
export function positiveEpsilon(epsilon: number): number {
  if (Number.isFinite(epsilon) && epsilon > 0) return epsilon;
  throw new GloroError(`epsilon must be a positive number, got ${epsilon}.`);
}
