import type { LayersModel } from "@tensorflow/tfjs-layers";
import { convertLayersModel } from "../gloro/keras/index.js";
import { parseRelaxation } from "../gloro/relaxations/index.js";
import { loadNetwork } from "./gloroNetOptions.js";
import type { GloroNetOptions, LayersModelOptions } from "./gloroNetOptions.js";
import { RelaxedGloroNet } from "./relaxedGloroNet.js";

interface RtkOptions {
  /** K: the most classes that may be guaranteed together, from 1 to m − 1. */
  readonly k: number;
}

/** What a net of relaxed top-k robustness is made of. */
export interface RtkGloroNetOptions extends GloroNetOptions, RtkOptions {}

/**
 * A net of relaxed top-k robustness, after the Python library's class of that name: it answers ⊥ only
 * where for no k up to K the top k are guaranteed. With K = 1 it is the GloroNet.
 */
export class RtkGloroNet extends RelaxedGloroNet {
  /** Makes a net. Throws as `GloroNet.create`, and GloroError for a k outside 1 to m − 1. */
  static override async create({ k, ...options }: RtkGloroNetOptions): Promise<RtkGloroNet> {
    return new RtkGloroNet(await loadNetwork(options, { kind: "rtk", k }), options.epsilon);
  }

  /** Makes a net of a TF.js layers model; see `GloroNet.fromLayersModel`. */
  static override async fromLayersModel(
    model: LayersModel,
    options: LayersModelOptions & RtkOptions,
  ): Promise<RtkGloroNet> {
    return RtkGloroNet.create({ ...(await convertLayersModel(model)), ...options });
  }

  /** K; it may be set at any time, from 1 to m − 1. */
  override get k(): number {
    return super.k;
  }

  override set k(k: number) {
    this.onEngine.relaxation = parseRelaxation({ kind: "rtk", k }, this.classes);
  }
}
