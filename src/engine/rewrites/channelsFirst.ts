import type { GraphBuilder, Rule } from "../graph/builder.js";
import type { Node } from "../graph/node.js";
import { sameShape, sizeOf } from "../graph/node.js";
import { channelsFirstMinMax } from "./plainMinMax.js";
import { isBinary } from "./simplify.js";

/** NHWC → NCHW and back; HWIO → OIHW and back. */
const toNchw = [0, 3, 1, 2];
const toNhwc = [0, 2, 3, 1];
const toOihw = [3, 2, 0, 1];
const toHwio = [2, 3, 1, 0];

/** Convolutions read and write channels first, between transposes. */
const convolutionsChannelsFirst: Rule = (node, build) => {
  const [first, second] = node.inputs;
  if (!first || !second) return undefined;
  switch (node.operation) {
    case "conv2d": {
      if (node.attributes.layout === "nchw") return undefined;
      const operands = [
        build.transpose(first, toNchw),
        build.transpose(second, toOihw),
        ...node.inputs.slice(2),
      ];
      return build.transpose(
        build.node("conv2d", operands, { ...node.attributes, layout: "nchw" }),
        toNhwc,
      );
    }
    case "conv2dInputGradient": {
      if (node.attributes.layout === "nchw") return undefined;
      const operands = [build.transpose(first, toNchw), build.transpose(second, toOihw)];
      const inputShape = toNchw.map((axis) => node.attributes.inputShape[axis] ?? 1);
      return build.transpose(
        build.node("conv2dInputGradient", operands, {
          ...node.attributes,
          layout: "nchw",
          inputShape,
        }),
        toNhwc,
      );
    }
    case "conv2dFilterGradient": {
      if (node.attributes.layout === "nchw") return undefined;
      const operands = [build.transpose(first, toNchw), build.transpose(second, toNchw)];
      const filterShape = toOihw.map((axis) => node.attributes.filterShape[axis] ?? 1);
      return build.transpose(
        build.node("conv2dFilterGradient", operands, {
          ...node.attributes,
          layout: "nchw",
          filterShape,
        }),
        toHwio,
      );
    }
    default:
      return undefined;
  }
};

/** The permutation and the operand of a transpose. */
function transposeOf(
  node: Node | undefined,
): { x: Node; permutation: readonly number[] } | undefined {
  if (node?.operation !== "transpose") return undefined;
  const [x] = node.inputs;
  return x ? { x, permutation: node.attributes.permutation } : undefined;
}

/** An operation entry by entry on transposed values is the transpose of the operation. */
const sinkThroughEntries: Rule = (node, build) => {
  const entrywise =
    isBinary(node) ||
    isUnary(node) ||
    node.operation === "select" ||
    node.operation === "cast" ||
    node.operation === "clip";
  if (!entrywise) return undefined;
  const permutation = node.inputs
    .map((input) => transposeOf(input)?.permutation)
    .find((each) => each !== undefined);
  if (permutation?.length !== node.shape.length) return undefined;
  const operands: Node[] = [];
  for (const input of node.inputs) {
    const operand = beforeTranspose(build, input, permutation, node.shape);
    if (!operand) return undefined;
    operands.push(operand);
  }
  return build.transpose(build.node(node.operation, operands, node.attributes), permutation);
};

/** The operand that, transposed, gives `input`, where it costs nothing to have: transposed already, or small. */
function beforeTranspose(
  build: GraphBuilder,
  input: Node,
  permutation: readonly number[],
  shape: readonly number[],
): Node | undefined {
  const found = transposeOf(input);
  if (found) return sameShape(found.permutation, permutation) ? found.x : undefined;
  if (input.shape.length === 0) return input;
  // What leaves a dense layer has to be transposed once anyway.
  if (input.operation === "reshape" && sameShape(input.shape, shape))
    return build.transpose(input, inverse(permutation));
  // A vector over the channels, say: far smaller than what it is combined with.
  if (sizeOf(input.shape) * 8 > sizeOf(shape)) return undefined;
  const aligned = build.reshape(input, [
    ...Array<number>(shape.length - input.shape.length).fill(1),
    ...input.shape,
  ]);
  return build.transpose(aligned, inverse(permutation));
}

function inverse(permutation: readonly number[]): number[] {
  return permutation.map((_, axis) => permutation.indexOf(axis));
}

const unaryOperations = [
  "negate",
  "exp",
  "log",
  "sqrt",
  "square",
  "reciprocal",
  "abs",
  "sign",
  "relu",
  "tanh",
  "sigmoid",
  "softplus",
  "not",
] as const;

function isUnary(
  node: Node,
): node is Extract<Node, { operation: (typeof unaryOperations)[number] }> {
  return unaryOperations.some((operation) => operation === node.operation);
}

/** A reduction of a transposed value reduces the original's axes. */
const sinkThroughReductions: Rule = (node, build) => {
  const found = transposeOf(node.inputs[0]);
  if (!found) return undefined;
  const { x, permutation } = found;
  if (node.operation === "norm") return build.node("norm", [x], {});
  if (node.operation !== "sum" && node.operation !== "max" && node.operation !== "min")
    return undefined;
  const axes = node.attributes.axes.map((axis) => permutation[axis] ?? 0).sort((a, b) => a - b);
  const { keepDims } = node.attributes;
  const reduced = build.node(node.operation, [x], { axes, keepDims });
  if (keepDims) return build.transpose(reduced, permutation);
  const kept = permutation.filter((axis) => !axes.includes(axis));
  const order = [...kept].sort((a, b) => a - b);
  return build.transpose(
    reduced,
    kept.map((axis) => order.indexOf(axis)),
  );
};

/**
 * Slices and joins of transposed values work on the original's axes. (Pads stay: channels last they copy
 * whole rows, 0.3 ms where channels first take 1.2; docs/benchmarks.md.)
 */
const sinkThroughMoves: Rule = (node, build) => {
  const found = transposeOf(node.inputs[0]);
  if (!found) return undefined;
  const { x, permutation } = found;
  const original = <T>(values: readonly T[]): T[] =>
    inverse(permutation).flatMap((axis) => values.slice(axis, axis + 1));
  switch (node.operation) {
    case "slice": {
      const { begin, size } = node.attributes;
      return build.transpose(
        build.node("slice", [x], { begin: original(begin), size: original(size) }),
        permutation,
      );
    }
    case "concat": {
      const parts = node.inputs.map(transposeOf);
      const operands = parts.flatMap((part) =>
        part && sameShape(part.permutation, permutation) ? [part.x] : [],
      );
      if (operands.length !== parts.length) return undefined;
      return build.transpose(
        build.node("concat", operands, { axis: permutation[node.attributes.axis] ?? 0 }),
        permutation,
      );
    }
    default:
      return undefined;
  }
};

/** The layout pass: transposes enter around each convolution, sink, meet and cancel. */
export const channelsFirst: readonly Rule[] = [
  convolutionsChannelsFirst,
  sinkThroughEntries,
  sinkThroughReductions,
  sinkThroughMoves,
  channelsFirstMinMax,
];
