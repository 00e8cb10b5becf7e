import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { throughGraph } from "../graph.js";
import type { Gain } from "../layers/layer.js";
import type { Network } from "../network.js";
import type { Tensors } from "../program.js";
import { iterate, spectralNorm } from "./powerIteration.js";

/** Every iterate of the network after `iterations` further steps, by name. */
export function iterateAll(network: Network, state: Tensors, iterations: number): Tensors {
  return Object.fromEntries(
    network.linearMaps.map((map) => [map.iterate, iterate(map, state, iterations)]),
  );
}

/** The Lipschitz constant of each layer in `network.gains`, in order: scalars. */
export function layerNorms(network: Network, state: Tensors): Tensor[] {
  return network.gains.map(({ gain }) => valueOf(gain, state));
}

function valueOf(gain: Gain, state: Tensors): Tensor {
  switch (gain.kind) {
    case "constant":
      return tf.scalar(gain.value);
    case "powerMethod":
      return spectralNorm(gain.map, state);
    case "computed":
      return gain.compute(state);
  }
}

/**
 * L_sub, a scalar: the Lipschitz constant of everything before the head, from those of its layers.
 * Along a chain they multiply; where branches meet, the layer that joins them says how.
 */
export function subLipschitz(network: Network, norms: readonly Tensor[]): Tensor {
  const byLayer = new Map(network.gains.map(({ layer }, index) => [layer, norms[index]]));
  // `undefined` is 1, so that no product with a constant 1 is recorded.
  const bound = throughGraph<Tensor | undefined>(network, undefined, {
    map: ({ name }, input) => {
      const norm = byLayer.get(name);
      return norm && input ? tf.mul(input, norm) : (norm ?? input);
    },
    merge: (layer, branches) => layer.mergeGains(branches.map((branch) => branch ?? tf.scalar(1))),
  });
  return bound ?? tf.scalar(1);
}

/** The layers' norms as one vector `[L]`. */
export function stackNorms(norms: readonly Tensor[]): Tensor {
  return norms.length === 0 ? tf.zeros([0]) : tf.stack([...norms]);
}
