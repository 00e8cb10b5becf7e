import * as tf from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import { gloroNet } from "../gloroNet.js";
import { certifiedRadius } from "../margin.js";
import type { Network } from "../network.js";
import type { Program } from "../program.js";
import { frozenLipschitz, lipschitzSpecs } from "./frozenLipschitz.js";
import type { FrozenOption } from "./frozenLipschitz.js";
import { scalarSpec } from "./scalarSpec.js";

/** What a prediction is made for. */
export interface PredictionStepOptions extends FrozenOption {
  readonly network: Network;
  /** N, fixed; the caller pads a short batch and drops the rows. */
  readonly batchSize: number;
}

/**
 * The GloRo Net on a batch without labels, with the iterates as they are; converge them first.
 *
 * - state: parameters and iterates, left alone; no iterates where frozen.
 * - inputs: `images` `[N, ...inputShape]` and the scalar `epsilon`; `subLipschitz` where frozen.
 * - outputs: `logits` `[N, m]`, `outputs` `[N, m + 1]` (the logits and y_⊥), `radius` `[N]`.
 */
export function predictionStep(options: PredictionStepOptions): Program {
  const { network, batchSize } = options;
  const lipschitz = lipschitzSpecs(network, options);
  return {
    name: "predictionStep",
    state: { ...network.parameters, ...lipschitz.state },
    inputs: {
      images: { shape: [batchSize, ...network.inputShape], dtype: "float32" },
      epsilon: scalarSpec,
      ...lipschitz.inputs,
    },
    body(state, inputs) {
      const [images, epsilon] = [entry(inputs, "images"), entry(inputs, "epsilon")];
      const frozen = frozenLipschitz(inputs, options);
      const net = gloroNet(network, state, images, epsilon, { frozen });
      return {
        state: {},
        outputs: {
          logits: net.logits,
          outputs: tf.concat([net.logits, tf.expandDims(net.bottom, 1)], 1),
          radius: certifiedRadius(net.logits, net.predicted, net.constants),
        },
      };
    },
  };
}
