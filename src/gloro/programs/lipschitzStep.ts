import { layerNorms, stackNorms, subLipschitz } from "../lipschitz/index.js";
import { lipschitzConstant } from "../margin.js";
import type { Network } from "../network.js";
import type { Program } from "../program.js";
import { frozenLipschitz, lipschitzSpecs } from "./frozenLipschitz.js";
import type { FrozenOption } from "./frozenLipschitz.js";

/** What the program is made for. */
export interface LipschitzStepOptions extends FrozenOption {
  readonly network: Network;
}

/**
 * The Lipschitz constants of a network, with the iterates as they are; converge them first.
 *
 * - state: parameters and iterates, left alone; no iterates where frozen.
 * - inputs: none; the scalar `subLipschitz` where frozen.
 * - outputs: `lipschitz` `[L]` of `network.gains` (`[0]` where frozen), the scalar `subLipschitz`, and
 *   `lipschitzConstant` `[m, m]`, −1 on the diagonal.
 */
export function lipschitzStep(options: LipschitzStepOptions): Program {
  const { network } = options;
  const lipschitz = lipschitzSpecs(network, options);
  return {
    name: "lipschitzStep",
    state: { ...network.parameters, ...lipschitz.state },
    inputs: lipschitz.inputs,
    body(state, inputs) {
      const frozen = frozenLipschitz(inputs, options);
      const norms = frozen ? [] : layerNorms(network, state);
      const product = frozen ?? subLipschitz(network, norms);
      return {
        state: {},
        outputs: {
          lipschitz: stackNorms(norms),
          subLipschitz: product,
          lipschitzConstant: lipschitzConstant(network.head.kernelOf(state), product),
        },
      };
    },
  };
}
