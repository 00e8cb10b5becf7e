import { entry } from "../entry.js";
import type { Sums } from "../forward.js";
import { gloroNet } from "../gloroNet.js";
import { stackNorms } from "../lipschitz/index.js";
import type { Loss } from "../losses/index.js";
import { mapEntries } from "../mapEntries.js";
import { certifiedRadius } from "../margin.js";
import { metric } from "../metrics/index.js";
import type { Metric } from "../metrics/index.js";
import type { Network } from "../network.js";
import type { Program } from "../program.js";
import { labelRank } from "../relaxations/index.js";
import type { RelaxationConfig } from "../relaxations/index.js";
import { frozenLipschitz, lipschitzSpecs } from "./frozenLipschitz.js";
import type { FrozenOption } from "./frozenLipschitz.js";
import { scalarSpec } from "./scalarSpec.js";

/** What an evaluation is made for. */
export interface EvaluationStepOptions extends FrozenOption {
  readonly network: Network;
  readonly loss: Loss;
  /** N, fixed; the caller pads a short batch and drops the rows. */
  readonly batchSize: number;
  /** Evaluates a relaxed net. */
  readonly relaxation?: RelaxationConfig | undefined;
  /** What else is measured of each example at ε, by output; default nothing. */
  readonly metrics?: Readonly<Record<string, Metric>>;
  /** Default `inBlocks`: what is certified of the logits counts on it. */
  readonly sums?: Sums;
}

/**
 * Evaluates a batch with the iterates as they are; converge them first.
 *
 * - state: parameters and iterates, left alone.
 * - inputs: `images` `[N, ...inputShape]`, `labels` `[N]` int32, and the scalars `epsilon` and `lambda`
 *   of the loss; `subLipschitz` where frozen, and then no iterate is read.
 * - outputs: `prediction` `[N]` int32 (⊥ ignored), `radius` `[N]` (the radius that the estimated norms
 *   give: certified at ε iff it is above ε; 0 where logits tie; +∞ for a constant function), `loss`
 *   `[N]`, `logits` `[N, m]`, `lipschitz` `[L]` of `network.gains` (`[0]` where frozen), and the scalar
 *   `subLipschitz`.
 *   Of a relaxed net also `radii` `[N, K]` (for each k the radius of the guarantee; see relaxedNet) and
 *   `labelRank` `[N]` int32 (1 where the label's logit is the largest). At a radius r such a net
 *   guarantees the k with radii above r, and is right where `labelRank` is at most the largest of them.
 *   Of each metric asked for 1 or 0, `[N]`.
 */
export function evaluationStep(options: EvaluationStepOptions): Program {
  const { network, loss, batchSize, relaxation, metrics = {}, sums = "inBlocks" } = options;
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
      const labels = entry(inputs, "labels");
      const frozen = frozenLipschitz(inputs, options);
      const net = gloroNet(network, state, entry(inputs, "images"), epsilon, {
        relaxation,
        frozen,
        sums,
      });
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
          ...mapEntries(metrics, (asked) => metric(asked, { ...net, labels })),
          ...(net.relaxedRadii && {
            radii: net.relaxedRadii(),
            labelRank: labelRank(net.logits, labels),
          }),
        },
      };
    },
  };
}
