import { architecture } from "../gloro/architectures/index.js";
import type { LayerConfig } from "../gloro/layers/layer.js";
import { buildNetwork } from "../gloro/network.js";
import type { Network } from "../gloro/network.js";
import type { TestData } from "../data/dataSet.js";
import type { Config } from "../runs/config.js";
import type { ConfigArchitecture } from "../runs/configParts/architecture.js";
import { GloroError } from "../gloro/errors.js";
import { architectureModule } from "./architectureModule.js";

/**
 * The network that a config describes, for the images and classes of its data.
 * @throws GloroError where the layers do not fit the data.
 */
export async function configuredNetwork(
  { architecture: described }: Config,
  data: Omit<TestData, "test">,
): Promise<Network> {
  const { name, inputShape, classes } = data;
  const layers = await layersOf(described, data);
  const network = buildNetwork({ inputShape, layers });
  if (network.classes !== classes) {
    throw new GloroError(
      `The network ends in ${network.classes} logits, but ${name} has ${classes} classes. Give the last dense layer ${classes} units.`,
    );
  }
  return network;
}

async function layersOf(
  described: ConfigArchitecture,
  data: Omit<TestData, "test">,
): Promise<readonly LayerConfig[]> {
  const { inputShape, classes } = data;
  if (typeof described === "string") return architecture(described, inputShape, classes);
  if ("module" in described) return architectureModule(described.module, data);
  if ("layers" in described) return described.layers;
  const { name, ...options } = described;
  return architecture(name, inputShape, classes, options);
}
