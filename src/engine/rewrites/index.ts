import type { Rule } from "../graph/builder.js";
import { checkGraph } from "../graph/check.js";
import { nodesOf, type Graph } from "../graph/node.js";
import { rewrite } from "../graph/rewrite.js";
import { biasBeforeReshape } from "./biasBeforeReshape.js";
import { channelsFirst } from "./channelsFirst.js";
import { convolutionBias } from "./convolutionBias.js";
import { filterGradient } from "./filterGradient.js";
import { foldConstants } from "./foldConstants.js";
import { inputGradientAsConvolution } from "./inputGradient.js";
import { mixMinMax, plainSign, saturatedSign } from "./mixedMinMax.js";
import { plainMinMax } from "./plainMinMax.js";
import { pushMixes } from "./pushMixes.js";
import { simplify } from "./simplify.js";
import { stridedConvolution } from "./stridedConvolution.js";
import { stridedInputGradient } from "./stridedInputGradient.js";

const tidy: readonly Rule[] = [foldConstants, ...simplify];

/** Passes in order, by name, each with the rules that it adds. */
export type Passes = Readonly<Record<string, readonly Rule[]>>;

/** The passes before a graph is lowered to ONNX for a CPU. */
export const onnxPasses: Passes = {
  simplify: [],
  mixMinMax: [mixMinMax(saturatedSign), ...pushMixes],
  stridedConvolution: [stridedConvolution, stridedInputGradient, biasBeforeReshape],
  channelsFirst,
  plainMinMax: [plainMinMax],
  convolutions: [convolutionBias, inputGradientAsConvolution, filterGradient],
};

/** The passes before a graph is lowered to TensorFlow for a CPU, whose convolutions are channels-last. */
export const tensorflowPasses: Passes = {
  simplify: [],
  mixMinMax: [mixMinMax(plainSign), ...pushMixes],
  plainMinMax: [plainMinMax],
};

/** Rewrites a traced graph into one that an engine runs fast. The graph still knows nothing of the engine. */
export function rewriteInPasses(graph: Graph, passes: Passes): Graph {
  return Object.values(needed(passes, graph)).reduce((current, rules) => {
    const next = rewrite(current, [...tidy, ...rules]);
    checkGraph(next);
    return next;
  }, graph);
}

/**
 * The mixes of MinMax pay off where a gradient has to pass it, and round where MinMax itself is exact:
 * what is evaluated or certified stays as its layers say (docs/soundness.md).
 */
function needed(passes: Passes, graph: Graph): Passes {
  const hasGradient = nodesOf(graph).some(({ operation }) => operation === "minMaxGradient");
  return hasGradient || !passes["mixMinMax"] ? passes : { ...passes, mixMinMax: [] };
}
