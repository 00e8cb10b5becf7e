import { entry } from "../entry.js";
import { iterateAll, spectralNorm, stackNorms } from "../lipschitz/index.js";
import type { Network } from "../network.js";
import type { Program, TensorSpec } from "../program.js";

/** What the program is made for. */
export interface ConvergeIteratesOptions {
  readonly network: Network;
  /** Steps of the power method in one call. Default 20. */
  readonly iterations?: number;
}

/**
 * Moves the iterates on while the weights stand still. `converge` calls it until the norms settle.
 *
 * - state: the kernels that have an iterate (left alone), and the iterates (replaced).
 * - outputs: `lipschitz` `[L]`, σ of each layer that has an iterate, for the new iterates.
 */
export function convergeIterates({ network, iterations = 20 }: ConvergeIteratesOptions): Program {
  const kernels = network.linearMaps
    .flatMap((map) => map.weights)
    .map((name): [string, TensorSpec] => [name, entry(network.parameters, name)]);
  return {
    name: "convergeIterates",
    state: { ...Object.fromEntries(kernels), ...network.iterates },
    inputs: {},
    body(state) {
      const iterates = iterateAll(network, state, iterations);
      const norms = network.linearMaps.map((map) => spectralNorm(map, { ...state, ...iterates }));
      return { state: iterates, outputs: { lipschitz: stackNorms(norms) } };
    },
  };
}
