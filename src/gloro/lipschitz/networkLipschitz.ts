import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Network } from "../network.js";
import type { Tensors } from "../program.js";
import { iterate, spectralNorm } from "./powerIteration.js";

/** Every iterate of the network after `iterations` further steps, by name. */
export function iterateAll(network: Network, state: Tensors, iterations: number): Tensors {
  return Object.fromEntries(
    network.linearMaps.map((map) => [map.iterate, iterate(map, state, iterations)]),
  );
}

/** σ of each layer before the head that has an iterate, in order: scalars. */
export function layerNorms(network: Network, state: Tensors): Tensor[] {
  return network.linearMaps.map((map) => spectralNorm(map, state));
}

/**
 * L_sub: the product of the constants of all layers before the head, where those without an iterate
 * have constant 1. A scalar.
 */
export function subLipschitz(norms: readonly Tensor[]): Tensor {
  const [first, ...rest] = norms;
  return first ? rest.reduce((product, norm) => tf.mul(product, norm), first) : tf.scalar(1);
}

/** The layers' norms as one vector `[L]`. */
export function stackNorms(norms: readonly Tensor[]): Tensor {
  return norms.length === 0 ? tf.zeros([0]) : tf.stack([...norms]);
}
