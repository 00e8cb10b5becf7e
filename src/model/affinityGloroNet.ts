import type { LayersModel } from "@tensorflow/tfjs-layers";
import { convertLayersModel } from "../gloro/keras/index.js";
import type { AffinitySets, AffinitySetsConfig } from "../gloro/relaxations/index.js";
import { loadNetwork } from "./gloroNetOptions.js";
import type { GloroNetOptions, LayersModelOptions } from "./gloroNetOptions.js";
import { RelaxedGloroNet } from "./relaxedGloroNet.js";

interface AffinityOptions {
  /** `[[0, 2], [1]]`, a text such as `[0,2][1]`, or a mask with a row for each set. */
  readonly affinitySets: AffinitySetsConfig;
}

/** What a net of affinity robustness is made of. */
export interface AffinityGloroNetOptions extends GloroNetOptions, AffinityOptions {}

/**
 * A net of affinity robustness, after the Python library's class of that name: only those top k count
 * whose classes all lie in one of the affinity sets. Its `k` is the size of the largest set.
 */
export class AffinityGloroNet extends RelaxedGloroNet {
  /** Makes a net. Throws as `GloroNet.create`, and GloroError for sets that are no sets of its classes. */
  static override async create({
    affinitySets,
    ...options
  }: AffinityGloroNetOptions): Promise<AffinityGloroNet> {
    const relaxation = { kind: "affinity", sets: affinitySets } as const;
    return new AffinityGloroNet(await loadNetwork(options, relaxation), options.epsilon);
  }

  /** Makes a net of a TF.js layers model; see `GloroNet.fromLayersModel`. */
  static override async fromLayersModel(
    model: LayersModel,
    options: LayersModelOptions & AffinityOptions,
  ): Promise<AffinityGloroNet> {
    return AffinityGloroNet.create({ ...(await convertLayersModel(model)), ...options });
  }

  /** Sets of class indices that may be taken for one another. */
  get affinitySets(): AffinitySets {
    const { relaxation } = this.onEngine;
    return relaxation?.kind === "affinity" ? relaxation.sets : [];
  }
}
