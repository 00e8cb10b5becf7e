import { UnknownWordError } from "../errors.js";
import { inputName } from "../graph.js";
import type { LayerConfig } from "../layers/layer.js";
import type { NetworkConfig } from "../network.js";
import { convertLayer } from "./layerConversions.js";
import { readTopology } from "./readTopology.js";

/**
 * The network that a Keras model's config describes. Layers keep their names, and so do weights
 * (`dense_1/kernel`); a layer's own activation becomes a layer after it. Throws as `readTopology`, and
 * NoBoundError for a layer whose Lipschitz constant nobody has bounded.
 */
export function convertTopology(model: unknown): NetworkConfig {
  const { input, inputShape, layers } = readTopology(model);
  /** For each Keras layer, the layer that gives its output here. */
  const outputs = new Map([[input, inputName]]);
  const configs: LayerConfig[] = [];
  for (const layer of layers) {
    let inputs = layer.inputs.map((name) => {
      const output = outputs.get(name);
      if (output !== undefined) return output;
      throw new UnknownWordError(`layer before "${layer.name}"`, name, [...outputs.keys()]);
    });
    for (const [position, config] of convertLayer(layer).entries()) {
      const name = position === 0 ? layer.name : `${layer.name}_activation`;
      configs.push({ ...config, name, inputs });
      inputs = [name];
    }
    outputs.set(layer.name, inputs[0] ?? inputName);
  }
  return { inputShape, layers: configs };
}
