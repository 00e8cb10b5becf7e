import type { LayersModel } from "@tensorflow/tfjs-layers";
import type { NetworkConfig } from "../network.js";
import type { HostTensor, HostTensors } from "../program.js";
import { convertTopology } from "./convertTopology.js";

/**
 * The network of a TF.js layers model, with its weights; the model is left alone. Throws as
 * `convertTopology`.
 */
export async function convertLayersModel(
  model: LayersModel,
): Promise<NetworkConfig & { weights: HostTensors }> {
  const config = convertTopology(model.toJSON(undefined, false));
  const weights: Record<string, HostTensor> = {};
  for (const layer of model.layers) {
    for (const weight of layer.weights) {
      // TF.js makes names unique among all models; the part after the last "/" is the weight's own.
      const name = `${layer.name}/${weight.originalName.replace(/^.*\//, "")}`;
      const tensor = weight.read();
      const data = Float32Array.from(await tensor.data());
      weights[name] = { shape: tensor.shape, dtype: "float32", data };
    }
  }
  return { ...config, weights };
}
