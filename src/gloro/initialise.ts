import { mersenne } from "pure-rand/generator/mersenne";
import { initialValues } from "./initialisers/index.js";
import { normal } from "./initialisers/normal.js";
import type { Network } from "./network.js";
import type { HostTensor, HostTensors } from "./program.js";

/**
 * A new network's parameters and iterates (normal, not yet converged), the same for the same seed (an
 * integer). Parameters that are `given` stay as they are, and are not drawn.
 */
export function initialState(network: Network, seed: number, given: HostTensors = {}): HostTensors {
  // Not xoroshiro: its first draws hardly differ between small seeds.
  const random = mersenne(seed);
  const state: Record<string, HostTensor> = {};
  for (const { name, shape, initialiser } of network.layers.flatMap((layer) => layer.weights)) {
    // To make a large orthogonal matrix takes longer than anything else that opening a file does.
    state[name] = given[name] ?? {
      shape,
      dtype: "float32",
      data: initialValues(initialiser, shape, random),
    };
  }
  for (const { iterate, iterateShape } of network.linearMaps) {
    const count = iterateShape.reduce((product, size) => product * size, 1);
    const data = Float32Array.from(normal(count, random));
    state[iterate] = { shape: iterateShape, dtype: "float32", data };
  }
  return state;
}
