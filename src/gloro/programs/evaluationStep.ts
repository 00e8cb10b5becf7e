import { entry } from "../entry.js";
import { gloroNet } from "../gloroNet.js";
import { stackNorms } from "../lipschitz/index.js";
import type { Loss } from "../losses/index.js";
import { certifiedRadius } from "../margin.js";
import type { Network } from "../network.js";
import type { Program } from "../program.js";
import { labelRank } from "../relaxations/index.js";
import type { RelaxationConfig } from "../relaxations/index.js";
import { scalarSpec } from "./scalarSpec.js";

/** What an evaluation is made for. */
export interface EvaluationStepOptions {
  readonly network: Network;
  readonly loss: Loss;
  /** N, fixed; the caller pads a short batch and drops the rows. */
  readonly batchSize: number;
  /** Evaluates a relaxed net. */
  readonly relaxation?: RelaxationConfig | undefined;
}

/**
 * Evaluates a batch with the iterates as they are; converge them first.
 *
 * - state: parameters and iterates, left alone.
 * - inputs: `images` `[N, ...inputShape]`, `labels` `[N]` int32, and the scalars `epsilon` and `lambda`
 *   of the loss.
 * - outputs: `prediction` `[N]` int32 (⊥ ignored), `radius` `[N]` (the radius that the estimated norms
 *   give: certified at ε iff it is above ε; 0 where logits tie; +∞ for a constant function), `loss`
 *   `[N]`, `logits` `[N, m]`, `lipschitz` `[L]` of `network.gains`, and the scalar `subLipschitz`.
 *   Of a relaxed net also `radii` `[N, K]` (for each k the radius of the guarantee; see relaxedNet) and
 *   `labelRank` `[N]` int32 (1 where the label's logit is the largest). At a radius r such a net
 *   guarantees the k with radii above r, and is right where `labelRank` is at most the largest of them.
 */
export function evaluationStep({
  network,
  loss,
  batchSize,
  relaxation,
}: EvaluationStepOptions): Program {
  return {
    name: "evaluationStep",
    state: { ...network.parameters, ...network.iterates },
    inputs: {
      images: { shape: [batchSize, ...network.inputShape], dtype: "float32" },
      labels: { shape: [batchSize], dtype: "int32" },
      epsilon: scalarSpec,
      lambda: scalarSpec,
    },
    body(state, inputs) {
      const epsilon = entry(inputs, "epsilon");
      const labels = entry(inputs, "labels");
      const net = gloroNet(network, state, entry(inputs, "images"), epsilon, { relaxation });
      return {
        state: {},
        outputs: {
          prediction: net.predicted.index,
          radius: certifiedRadius(net.logits, net.predicted, net.constants),
          loss: loss.perExample({
            ...net,
            labels,
            epsilon,
            lambda: entry(inputs, "lambda"),
          }),
          logits: net.logits,
          lipschitz: stackNorms(net.norms),
          subLipschitz: net.subLipschitz,
          ...(net.relaxedRadii && {
            radii: net.relaxedRadii(),
            labelRank: labelRank(net.logits, labels),
          }),
        },
      };
    },
  };
}
