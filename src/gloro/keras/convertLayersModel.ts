import type { LayersModel } from "@tensorflow/tfjs-layers";
import type { NetworkConfig } from "../network.js";
import type { HostTensors } from "../program.js";
import { convertKerasModel } from "./convertKerasModel.js";
import type { KerasWeight } from "./kerasModel.js";

/**
 * The network of a TF.js layers model, with its weights; the model is left alone. Throws as
 * `convertKerasModel`.
 */
export async function convertLayersModel(
  model: LayersModel,
): Promise<NetworkConfig & { readonly weights: HostTensors }> {
  const weights: KerasWeight[] = [];
  for (const layer of model.layers) {
    for (const weight of layer.weights) {
      const tensor = weight.read();
      weights.push({
        layer: layer.name,
        // TF.js makes its other names unique among all models.
        name: weight.originalName,
        shape: tensor.shape,
        data: Float32Array.from(await tensor.data()),
      });
    }
  }
  return convertKerasModel({ topology: model.toJSON(undefined, false), weights });
}
