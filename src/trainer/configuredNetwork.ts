import { architecture } from "../gloro/architectures/index.js";
import type { LayerConfig } from "../gloro/layers/layer.js";
import { buildNetwork } from "../gloro/network.js";
import type { Network } from "../gloro/network.js";
import type { DataSet } from "../data/dataSet.js";
import type { Config } from "../runs/config.js";
import { GloroError } from "../gloro/errors.js";

/**
 * The network that a config describes, for the images and classes of its data.
 * @throws GloroError where the layers do not fit the data.
 */
export function configuredNetwork(
  { architecture: described }: Config,
  { name, inputShape, classes }: DataSet,
): Network {
  const network = buildNetwork({ inputShape, layers: layersOf(described, inputShape, classes) });
  if (network.classes !== classes) {
    throw new GloroError(
      `The network ends in ${network.classes} logits, but ${name} has ${classes} classes. Give the last dense layer ${classes} units.`,
    );
  }
  return network;
}

function layersOf(
  described: Config["architecture"],
  inputShape: readonly number[],
  classes: number,
): LayerConfig[] {
  if (typeof described === "string") return architecture(described, inputShape, classes);
  if ("layers" in described) return described.layers.map(layerConfig);
  const { name, ...options } = described;
  return architecture(name, inputShape, classes, options);
}

/** A layer as a config writes it; buildNetwork checks what the words say. */
function layerConfig(layer: string | { kind: string }): LayerConfig {
  return (typeof layer === "string" ? { kind: layer } : layer) as LayerConfig;
}
