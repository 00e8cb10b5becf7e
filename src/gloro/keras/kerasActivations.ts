import type { LayerConfig } from "../layers/layer.js";
import { noBound } from "./kerasLayer.js";
import type { KerasLayer } from "./kerasLayer.js";

/** Keras's activations, by name, as layers. Those that are left out have no bound here. */
const activations: Readonly<Record<string, readonly LayerConfig[]>> = {
  linear: [],
  relu: [{ kind: "relu" }],
};

/** The layers that a layer's `activation` stands for. Throws NoBoundError for one without a bound. */
export function activationLayers(layer: KerasLayer): readonly LayerConfig[] {
  const name = layer.config["activation"] ?? "linear";
  if (name === "softmax") throw noBound(layer, softmaxAdvice);
  const text = typeof name === "string" ? name : JSON.stringify(name);
  const layers = Object.hasOwn(activations, text) ? activations[text] : undefined;
  if (layers) return layers;
  const known = Object.keys(activations).join(", ");
  throw noBound(
    layer,
    `has the activation "${text}", whose Lipschitz constant nobody has bounded. Known: ${known}.`,
  );
}

/** What to do about a softmax. */
export const softmaxAdvice =
  "is a softmax, but margins are bounded between logits. Give a model that ends in its last dense " +
  "layer, with a linear activation.";
