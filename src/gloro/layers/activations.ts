import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { GloroError } from "../errors.js";
import { finiteNumber } from "./finiteNumber.js";
import type { LayerConfig, MapLayer, Place } from "./layer.js";

/** The kinds that apply one function to every entry. */
export type ActivationKind =
  | "linear"
  | "relu"
  | "leakyRelu"
  | "elu"
  | "selu"
  | "tanh"
  | "sigmoid"
  | "hardSigmoid"
  | "softplus"
  | "softsign";

interface Activation {
  /** The largest slope: the Lipschitz constant. */
  readonly gain: number;
  readonly forward: (x: Tensor) => Tensor;
}

/** λ and α of SELU (Klambauer et al. 2017, equation 14). */
export const seluConstants = { scale: 1.0507009873554805, alpha: 1.6732632423543772 };

const activations: {
  readonly [K in ActivationKind]: (config: LayerConfig<K>, layer: string) => Activation;
} = {
  linear: () => ({ gain: 1, forward: (x) => x }),
  relu: () => ({ gain: 1, forward: (x) => tf.relu(x) }),
  leakyRelu(config, layer) {
    const slope = leakyReluSlope(config, layer);
    return {
      gain: Math.max(1, Math.abs(slope)),
      forward: (x) => tf.add(tf.mul(x, slope), tf.mul(tf.relu(x), 1 - slope)),
    };
  },
  elu(config, layer) {
    const alpha = eluAlpha(config, layer);
    return { gain: Math.max(1, alpha), forward: (x) => exponentialUnit(x, alpha) };
  },
  selu: () => ({
    // The product of its constants is 1.75809934084737638…, which this is not below.
    gain: 1.7580993408473768,
    forward: (x) => tf.mul(exponentialUnit(x, seluConstants.alpha), seluConstants.scale),
  }),
  tanh: () => ({ gain: 1, forward: (x) => tf.tanh(x) }),
  sigmoid: () => ({ gain: 1 / 4, forward: (x) => tf.sigmoid(x) }),
  hardSigmoid: () => ({
    gain: 1 / 5,
    forward: (x) => tf.clipByValue(tf.add(tf.mul(x, 1 / 5), 1 / 2), 0, 1),
  }),
  softplus: () => ({ gain: 1, forward: (x) => tf.softplus(x) }),
  softsign: () => ({ gain: 1, forward: (x) => tf.div(x, tf.add(tf.abs(x), 1)) }),
};

/** The kinds of activation, by the words that a model's description uses. */
export const activationKinds = Object.keys(activations) as readonly ActivationKind[];

/** One function of each entry, with its largest slope as Lipschitz constant. */
export function activation(
  config: LayerConfig<ActivationKind>,
  { name, inputShape }: Place,
): MapLayer {
  const { gain, forward } = describe(config, name);
  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape: inputShape,
    weights: [],
    gain: { kind: "constant", value: gain },
    forward,
  };
}

function describe<K extends ActivationKind>(config: LayerConfig<K>, layer: string): Activation {
  return activations[config.kind](config, layer);
}

/** The slope of a leaky ReLU below 0; GloroError where it is no finite number. */
export function leakyReluSlope({ slope = 0.3 }: LayerConfig<"leakyRelu">, layer: string): number {
  return finiteNumber(slope, layer, "slope");
}

/** α of an ELU; GloroError where it is no finite number from 0 on. */
export function eluAlpha({ alpha = 1 }: LayerConfig<"elu">, layer: string): number {
  if (finiteNumber(alpha, layer, "alpha") >= 0) return alpha;
  throw new GloroError(`Layer "${layer}" (elu): alpha must be 0 or more, got ${alpha}.`);
}

/** x where positive, else alpha·(eˣ − 1). */
function exponentialUnit(x: Tensor, alpha: number): Tensor {
  // The minimum keeps e^x finite, and its gradient at 0 is 1, where that of relu is 0.
  const below = tf.sub(tf.exp(tf.minimum(x, 0)), 1);
  return tf.add(tf.relu(x), tf.mul(below, alpha));
}
