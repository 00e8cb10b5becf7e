import { convertKerasModel } from "../../gloro/keras/index.js";
import { buildNetwork } from "../../gloro/network.js";
import type { NetworkConfig } from "../../gloro/network.js";
import type { HostTensors } from "../../gloro/program.js";
import { parseRelaxation } from "../../gloro/relaxations/index.js";
import type { Relaxation } from "../../gloro/relaxations/index.js";
import type { GloronetConfig } from "../../formats/gloronet/gloronetFile.js";
import type { KerasModel } from "../../gloro/keras/index.js";
import { checkSizes } from "./checkSizes.js";
import { isOwnModel, readOwnModel } from "./ownModel.js";

/** A network out of a file. */
export interface StoredNetwork {
  readonly network: NetworkConfig & { readonly weights: HostTensors };
  /** Whether this program wrote it because no other could hold it. */
  readonly isOwn: boolean;
}

/** The network of a Keras model, also of one that only this program writes. Throws GloroError. */
export function kerasNetwork(model: KerasModel): StoredNetwork {
  const isOwn = isOwnModel(model);
  const network = isOwn ? readOwnModel(model) : convertKerasModel(model);
  checkSizes(network);
  return { network, isOwn };
}

/** What a `.gloronet` file relaxes, checked against its network. Throws GloroError. */
export function storedRelaxation(
  { k, affinitySets }: GloronetConfig,
  network: NetworkConfig,
): Relaxation | undefined {
  const { classes } = buildNetwork(network);
  if (affinitySets) return parseRelaxation({ kind: "affinity", sets: affinitySets }, classes);
  return k === undefined ? undefined : parseRelaxation({ kind: "rtk", k }, classes);
}
