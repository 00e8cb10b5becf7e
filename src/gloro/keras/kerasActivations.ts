import type { ActivationKind } from "../layers/activations.js";
import type { LayerConfig } from "../layers/layer.js";
import { noBound } from "./kerasLayer.js";
import type { KerasLayer } from "./kerasLayer.js";

/** Keras's activations, by name, as layers. Those that are left out have no bound here. */
const activations = {
  linear: undefined,
  relu: "relu",
  elu: "elu",
  selu: "selu",
  tanh: "tanh",
  sigmoid: "sigmoid",
  hard_sigmoid: "hardSigmoid",
  softplus: "softplus",
  softsign: "softsign",
} as const satisfies Record<string, ActivationKind | undefined>;

type KerasActivation = keyof typeof activations;

/** The layers that a layer's `activation` stands for. Throws NoBoundError for one without a bound. */
export function activationLayers(layer: KerasLayer): readonly LayerConfig[] {
  const given = layer.config["activation"] ?? "linear";
  const text = typeof given === "string" ? given : JSON.stringify(given);
  // TF.js writes hardSigmoid.
  const name = text.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (name === "softmax") throw noBound(layer, softmaxAdvice);
  if (isActivation(name)) {
    const kind = activations[name];
    return kind === undefined ? [] : [{ kind }];
  }
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

function isActivation(name: string): name is KerasActivation {
  return Object.hasOwn(activations, name);
}
