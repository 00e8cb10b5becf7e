import { entry } from "../entry.js";
import { gloroNet } from "../gloroNet.js";
import { stackNorms } from "../lipschitz/index.js";
import type { Loss } from "../losses/index.js";
import { certifiedRadius } from "../margin.js";
import type { Network } from "../network.js";
import type { Program } from "../program.js";
import { frozenLipschitz, lipschitzSpecs } from "./frozenLipschitz.js";
import type { FrozenOption } from "./frozenLipschitz.js";
import { scalarSpec } from "./scalarSpec.js";

/** What an evaluation is made for. */
export interface EvaluationStepOptions extends FrozenOption {
  readonly network: Network;
  readonly loss: Loss;
  /** N, fixed; the caller pads a short batch and drops the rows. */
  readonly batchSize: number;
}

/**
 * Evaluates a batch with the iterates as they are; converge them first.
 *
 * - state: parameters and iterates, left alone.
 * - inputs: `images` `[N, ...inputShape]`, `labels` `[N]` int32, and the scalars `epsilon` and `lambda`
 *   of the loss; `subLipschitz` where frozen, and then no iterate is read.
 * - outputs: `prediction` `[N]` int32 (⊥ ignored), `radius` `[N]` (the radius that the estimated norms
 *   give: certified at ε iff it is above ε; 0 where logits tie; +∞ for a constant function), `loss`
 *   `[N]`, `logits` `[N, m]`, `lipschitz` `[L]` of `network.gains` (`[0]` where frozen), and the scalar `subLipschitz`.
 */
export function evaluationStep(options: EvaluationStepOptions): Program {
  const { network, loss, batchSize } = options;
  const lipschitz = lipschitzSpecs(network, options);
  return {
    name: "evaluationStep",
    state: { ...network.parameters, ...lipschitz.state },
    inputs: {
      images: { shape: [batchSize, ...network.inputShape], dtype: "float32" },
      labels: { shape: [batchSize], dtype: "int32" },
      epsilon: scalarSpec,
      lambda: scalarSpec,
      ...lipschitz.inputs,
    },
    body(state, inputs) {
      const epsilon = entry(inputs, "epsilon");
      const frozen = frozenLipschitz(inputs, options);
      const net = gloroNet(network, state, entry(inputs, "images"), epsilon, frozen);
      return {
        state: {},
        outputs: {
          prediction: net.predicted.index,
          radius: certifiedRadius(net.logits, net.predicted, net.constants),
          loss: loss.perExample({
            ...net,
            labels: entry(inputs, "labels"),
            epsilon,
            lambda: entry(inputs, "lambda"),
          }),
          logits: net.logits,
          lipschitz: stackNorms(net.norms),
          subLipschitz: net.subLipschitz,
        },
      };
    },
  };
}
