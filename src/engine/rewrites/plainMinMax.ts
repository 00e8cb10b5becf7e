import type { GraphBuilder, Rule } from "../graph/builder.js";
import type { Node } from "../graph/node.js";
import { sizeOf } from "../graph/node.js";
import type { Pairing } from "../../gloro/kernels/minMax.js";

/** Writes the MinMax that no mix can take (dense layers, odd channel counts) with minima and maxima of pairs. */
export const plainMinMax: Rule = (node, build) => {
  if (node.operation !== "minMax" && node.operation !== "minMaxGradient") return undefined;
  const [x, gradient] = node.inputs;
  if (!x) return undefined;
  const { pairing } = node.attributes;
  const view = channelsLastPairs(x, pairing);
  if (!gradient) return sorted(build, x, view, pairing);
  const [a, b] = pairOf(build, x, view);
  // Halved before it is split: arithmetic with a scalar is slow on the thin slices.
  const halved = build.node("multiply", [gradient, build.scalar(0.5)], {});
  const [first, second] = pairOf(build, halved, view);
  const [low, high] = pairing === "adjacent" ? [first, second] : [second, first];
  // With σ = sign(a − b): the gradient of a is half of (low + high) + σ·(high − low), that of b half of the rest.
  const sign = build.node("sign", [build.node("subtract", [a, b], {})], {});
  const mean = build.node("add", [low, high], {});
  const spread = build.node("subtract", [high, low], {});
  const turned = build.node("multiply", [spread, sign], {});
  return joined(
    build,
    [build.node("add", [mean, turned], {}), build.node("subtract", [mean, turned], {})],
    node.shape,
  );
};

/**
 * The MinMax of images that are channels first beneath a transpose: it pairs whole planes, so that nothing
 * has to be transposed before the next convolution.
 */
export const channelsFirstMinMax: Rule = (node, build) => {
  const [input] = node.inputs;
  if (node.operation !== "minMax" || input?.operation !== "transpose") return undefined;
  const [x] = input.inputs;
  const { permutation } = input.attributes;
  if (!x || permutation.join() !== "0,2,3,1") return undefined;
  const [batch = 1, channels = 1, height = 1, width = 1] = x.shape;
  if (channels % 2 !== 0) return undefined;
  const { pairing } = node.attributes;
  const plane = height * width;
  const view: PairView =
    pairing === "adjacent"
      ? [(batch * channels) / 2, 2, plane]
      : [batch, 2, (channels / 2) * plane];
  return build.transpose(sorted(build, x, view, pairing), permutation);
};

/** A shape in which axis 1 goes from the first members of pairs to the second. */
type PairView = readonly [before: number, pair: 2, after: number];

function channelsLastPairs(x: Node, pairing: Pairing): PairView {
  if (pairing === "adjacent") return [sizeOf(x.shape) / 2, 2, 1];
  const half = (x.shape.at(-1) ?? 2) / 2;
  return [sizeOf(x.shape) / (2 * half), 2, half];
}

function sorted(build: GraphBuilder, x: Node, view: PairView, pairing: Pairing): Node {
  const pair = pairOf(build, x, view);
  const [low, high] = [build.node("minimum", pair, {}), build.node("maximum", pair, {})];
  return joined(build, pairing === "adjacent" ? [low, high] : [high, low], x.shape);
}

/** All first and all second members of the pairs. */
function pairOf(build: GraphBuilder, x: Node, view: PairView): [Node, Node] {
  const [before, , after] = view;
  const pairs = build.reshape(x, after === 1 ? [before, 2] : view);
  const member = (index: number): Node =>
    build.node("slice", [pairs], {
      begin: pairs.shape.map((_, axis) => (axis === 1 ? index : 0)),
      size: pairs.shape.map((extent, axis) => (axis === 1 ? 1 : extent)),
    });
  return [member(0), member(1)];
}

function joined(
  build: GraphBuilder,
  members: readonly [Node, Node],
  shape: readonly number[],
): Node {
  return build.reshape(build.node("concat", members, { axis: 1 }), shape);
}
