import * as tf from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import { gloroNet } from "../gloroNet.js";
import type { GloroNetOutputs } from "../gloroNet.js";
import { certifiedRadius } from "../margin.js";
import { certified } from "../metrics/certified.js";
import type { Network } from "../network.js";
import type { Program, Tensors } from "../program.js";
import type { RelaxationConfig } from "../relaxations/index.js";
import { frozenLipschitz, lipschitzSpecs } from "./frozenLipschitz.js";
import type { FrozenOption } from "./frozenLipschitz.js";
import { scalarSpec } from "./scalarSpec.js";

/** What a prediction is made for. */
export interface PredictionStepOptions extends FrozenOption {
  readonly network: Network;
  /** N, fixed; the caller pads a short batch and drops the rows. */
  readonly batchSize: number;
  /** Predicts as a relaxed net. */
  readonly relaxation?: RelaxationConfig | undefined;
}

/**
 * The GloRo Net on a batch without labels, with the iterates as they are; converge them first.
 *
 * - state: parameters and iterates, left alone; no iterates where frozen.
 * - inputs: `images` `[N, ...inputShape]` and the scalar `epsilon`; `subLipschitz` where frozen.
 * - outputs: `logits` `[N, m]`, `outputs` `[N, m + 1]` (the logits and y_⊥), `radius` `[N]`. Of a relaxed
 *   net also `guarantee` `[N, K]` int32 (1 where the top k are guaranteed at ε, 0 throughout where ⊥ is
 *   the answer) and `relaxedRadii` `[N, K]` (see relaxedNet), whose largest is then `radius`.
 */
export function predictionStep(options: PredictionStepOptions): Program {
  const { network, batchSize, relaxation } = options;
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
      const net = gloroNet(network, state, images, epsilon, {
        relaxation,
        frozen,
        sums: "inBlocks",
      });
      return {
        state: {},
        outputs: {
          logits: net.logits,
          outputs: tf.concat([net.logits, tf.expandDims(net.bottom, 1)], 1),
          ...certificates(net),
        },
      };
    },
  };
}

/** The radius, and what a relaxed net guarantees. */
function certificates(net: GloroNetOutputs): Tensors {
  const { logits, guarantee, relaxedRadii } = net;
  if (!guarantee || !relaxedRadii) {
    return { radius: certifiedRadius(logits, net.predicted, net.constants) };
  }
  const radii = relaxedRadii();
  // A margin so small that y_⊥ rounds to the largest logit guarantees nothing: the answer is ⊥.
  const holds = tf.logicalAnd(guarantee, tf.expandDims(certified(net), 1));
  return { radius: tf.max(radii, 1), guarantee: tf.cast(holds, "int32"), relaxedRadii: radii };
}
