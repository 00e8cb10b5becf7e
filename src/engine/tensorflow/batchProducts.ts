import type { Graph, Node } from "../graph/node.js";
import { nodesOf, statePrefix } from "../graph/node.js";
import { operand } from "../graph/lowering.js";

/**
 * The products of a training step that carry its batch: those of activations and of their gradients with
 * filters, and those of both that give a filter's gradient. Products of the Lipschitz bound and of its
 * gradient are none of them: what they combine holds no examples, be it scaled by what a batch gave.
 *
 * Empty for a program that does not train: it evaluates, attacks or converges.
 */
export function batchProducts(graph: Graph): ReadonlySet<Node> {
  if (graph.repeats) return again(batchProducts(graph.repeats.step), graph.repeats.origin);
  if (!isTraining(graph)) return new Set();
  const batch = nodesOf(graph).find(isImages)?.shape[0] ?? 1;
  const holders = new Set<Node>();
  const products = new Set<Node>();
  for (const node of nodesOf(graph)) {
    if (holdsExamples(node, batch, holders)) holders.add(node);
    if (isProduct(node) && (holders.has(node) || node.inputs.every((x) => holders.has(x))))
      products.add(node);
  }
  return products;
}

/** The nodes that take one of these again, in one step or another. */
function again(products: ReadonlySet<Node>, origin: ReadonlyMap<Node, Node>): ReadonlySet<Node> {
  return new Set([...origin].flatMap(([node, of]) => (products.has(of) ? [node] : [])));
}

/** Of all that a caller gives, only images have several axes; labels are whole numbers. */
function isImages(node: Node): boolean {
  return (
    node.operation === "input" &&
    node.dtype === "float32" &&
    node.shape.length > 1 &&
    !node.attributes.name.startsWith(statePrefix)
  );
}

/** Whether the program makes new state of a batch of images. */
export function isTraining(graph: Graph): boolean {
  if (graph.repeats) return isTraining(graph.repeats.step);
  const state = [...graph.outputs].filter(([name]) => name.startsWith(statePrefix));
  return nodesOf({ ...graph, outputs: new Map(state) }).some(isImages);
}

function isProduct({ operation }: Node): boolean {
  return (
    operation === "matMul" ||
    operation === "conv2d" ||
    operation === "conv2dInputGradient" ||
    operation === "conv2dFilterGradient"
  );
}

/**
 * Whether a value's first axis is that of the examples and its entries move with the images. Where that
 * cannot be told it does not: float32 is never wrong. What was chosen by comparing (a class, a mask) does
 * not move with the images, so that margin constants picked by the predicted class are no activations.
 */
function holdsExamples(node: Node, batch: number, holders: ReadonlySet<Node>): boolean {
  if (isImages(node)) return true;
  if (node.dtype !== "float32" || (node.shape[0] ?? 1) % batch !== 0) return false;
  const first = (): boolean => holders.has(operand(node, 0));
  switch (node.operation) {
    case "sum":
    case "max":
    case "min":
      return first() && !node.attributes.axes.includes(0);
    case "transpose":
      return first() && node.attributes.permutation[0] === 0;
    case "matMul":
      // The rows of a product of two matrices are those of its first operand.
      return first() && !(node.attributes.transposeA && node.shape.length === 2);
    case "conv2d":
    case "conv2dInputGradient":
    case "mixChannels":
      return first();
    case "norm":
    case "conv2dFilterGradient":
      return false;
    default:
      return node.inputs.some((input) => holders.has(input));
  }
}
