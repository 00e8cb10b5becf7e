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
  const [a, b] = pairOf(build, x, pairing);
  if (!gradient) {
    const [low, high] = [build.node("minimum", [a, b], {}), build.node("maximum", [a, b], {})];
    return joined(build, pairing === "adjacent" ? [low, high] : [high, low], node.shape);
  }
  // Halved before it is split: arithmetic with a scalar is slow on the thin slices.
  const halved = build.node("multiply", [gradient, build.scalar(0.5)], {});
  const [first, second] = pairOf(build, halved, pairing);
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

/** All first and all second members of the pairs, along axis 1 of `[pairs, 2]` or `[rows, 2, half]`. */
function pairOf(build: GraphBuilder, x: Node, pairing: Pairing): [Node, Node] {
  const half = (x.shape.at(-1) ?? 2) / 2;
  const pairs =
    pairing === "adjacent"
      ? build.reshape(x, [sizeOf(x.shape) / 2, 2])
      : build.reshape(x, [sizeOf(x.shape) / (2 * half), 2, half]);
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
