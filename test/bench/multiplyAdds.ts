import { operand } from "../../src/engine/graph/lowering.js";
import { nodesOf, sizeOf } from "../../src/engine/graph/node.js";
import type { Graph, Node, NodeOf } from "../../src/engine/graph/node.js";
import type { Operation } from "../../src/engine/graph/operations.js";

type Count<K extends Operation> = (node: NodeOf<K>) => number;

const none: Count<Operation> = () => 0;

/** Each entry of one output channel meets every tap of its filter, those on the padding too. */
const perOutput = (gradient: Node, filter: readonly number[], channels: number): number =>
  (sizeOf(gradient.shape) * sizeOf(filter)) / channels;

/** The output channels of a filter `[h, w, in, out]` or `[out, in, h, w]`. */
const outputChannels = (
  filter: readonly number[],
  { layout }: NodeOf<"conv2d" | "conv2dInputGradient" | "conv2dFilterGradient">["attributes"],
): number => filter.at(layout === "nhwc" ? -1 : 0) ?? 1;

/** Multiply-adds of each operation: of products and convolutions alone. */
const counts: { readonly [K in Operation]: Count<K> } = {
  matMul: (node) => {
    const a = operand(node, 0).shape;
    return sizeOf(node.shape) * (a.at(node.attributes.transposeA ? -2 : -1) ?? 1);
  },
  mixChannels: (node) => sizeOf(node.shape) * (operand(node, 0).shape.at(-1) ?? 1),
  conv2d: (node) => {
    const { shape } = operand(node, 1);
    return perOutput(node, shape, outputChannels(shape, node.attributes));
  },
  conv2dInputGradient: (node) => {
    const { shape } = operand(node, 1);
    return perOutput(operand(node, 0), shape, outputChannels(shape, node.attributes));
  },
  conv2dFilterGradient: (node) =>
    perOutput(operand(node, 1), node.shape, outputChannels(node.shape, node.attributes)),

  ...{ input: none, constant: none, fill: none, cast: none, select: none, clip: none },
  ...{ negate: none, exp: none, log: none, sqrt: none, square: none, reciprocal: none },
  ...{ abs: none, sign: none, relu: none, tanh: none, sigmoid: none, softplus: none },
  ...{ add: none, subtract: none, multiply: none, divide: none, power: none },
  ...{ maximum: none, minimum: none, sum: none, max: none, min: none, argMax: none, norm: none },
  ...{ less: none, lessEqual: none, greater: none, greaterEqual: none, equal: none },
  ...{ notEqual: none, and: none, or: none, not: none },
  ...{ reshape: none, transpose: none, slice: none, pad: none, concat: none, tile: none },
  ...{ gather: none, reverse: none, oneHot: none },
  ...{ softmax: none, minMax: none, minMaxGradient: none },
};

/** The multiply-adds of a graph's products and convolutions; what else it computes is not counted. */
export function multiplyAdds(graph: Graph): number {
  return nodesOf(graph).reduce((total, node) => total + multiplyAddsOf(node), 0);
}

function multiplyAddsOf<K extends Operation>(node: NodeOf<K>): number {
  return counts[node.operation](node);
}
