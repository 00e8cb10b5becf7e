import { buildNetwork } from "../network.js";
import type { NetworkConfig } from "../network.js";
import type { HostTensors } from "../program.js";
import { convertTopology } from "./convertTopology.js";
import type { KerasModel } from "./kerasModel.js";
import { takeWeights } from "./takeWeights.js";

/** The network of a Keras model, with its weights. Throws as `convertTopology`, `buildNetwork` and `takeWeights`. */
export function convertKerasModel({
  topology,
  weights,
}: KerasModel): NetworkConfig & { readonly weights: HostTensors } {
  const config = convertTopology(topology);
  return { ...config, weights: takeWeights(buildNetwork(config), weights) };
}
