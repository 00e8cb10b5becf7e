import { entry } from "../entry.js";
import { forward } from "../forward.js";
import type { Network } from "../network.js";
import type { Program } from "../program.js";

/** What the program is made for. */
export interface LogitsStepOptions {
  readonly network: Network;
  /** N, fixed; the caller pads a short batch and drops the rows. */
  readonly batchSize: number;
}

/**
 * The network alone, without ⊥ and so without any Lipschitz constant.
 *
 * - state: parameters, left alone.
 * - inputs: `images` `[N, ...inputShape]`.
 * - outputs: `logits` `[N, m]`.
 */
export function logitsStep({ network, batchSize }: LogitsStepOptions): Program {
  return {
    name: "logitsStep",
    state: network.parameters,
    inputs: { images: { shape: [batchSize, ...network.inputShape], dtype: "float32" } },
    body: (state, inputs) => ({
      state: {},
      outputs: { logits: forward(network, state, entry(inputs, "images"), "inBlocks") },
    }),
  };
}
