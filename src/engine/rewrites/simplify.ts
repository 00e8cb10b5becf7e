import type { Rule } from "../graph/builder.js";
import { broadcastShapes } from "../graph/inferShape.js";
import type { Node } from "../graph/node.js";
import { sameShape } from "../graph/node.js";

/** The operations that work entry by entry on two broadcast operands. */
export const binaryOperations = [
  "add",
  "subtract",
  "multiply",
  "divide",
  "maximum",
  "minimum",
  "power",
  "less",
  "lessEqual",
  "greater",
  "greaterEqual",
  "equal",
  "notEqual",
  "and",
  "or",
] as const;

type Binary = (typeof binaryOperations)[number];

/** Whether a node combines two operands entry by entry. */
export function isBinary(node: Node): node is Extract<Node, { operation: Binary }> {
  return binaryOperations.some((operation) => operation === node.operation);
}

const isFill = (node: Node | undefined, value: number): boolean =>
  node?.operation === "fill" && node.attributes.value === value;

/** x + 0, x − 0, x · 1, x / 1. */
const neutralElement: Rule = (node) => {
  const [a, b] = node.inputs;
  if (!a || !b) return undefined;
  const kept = (operand: Node): Node | undefined =>
    sameShape(operand.shape, node.shape) ? operand : undefined;
  switch (node.operation) {
    case "add":
      return isFill(b, 0) ? kept(a) : isFill(a, 0) ? kept(b) : undefined;
    case "multiply":
      return isFill(b, 1) ? kept(a) : isFill(a, 1) ? kept(b) : undefined;
    case "subtract":
      return isFill(b, 0) ? kept(a) : undefined;
    case "divide":
      return isFill(b, 1) ? kept(a) : undefined;
    default:
      return undefined;
  }
};

/** The narrowest value that broadcasts to `operand`: a fill as a scalar, `x · ones` as x. */
function narrowest(operand: Node, scalar: (value: number) => Node): Node {
  if (operand.operation === "fill" && operand.shape.length > 0)
    return scalar(operand.attributes.value);
  if (operand.operation !== "multiply") return operand;
  const [a, b] = operand.inputs;
  if (a && isFill(b, 1)) return a;
  if (b && isFill(a, 1)) return b;
  return operand;
}

/** Operands that an entry-by-entry operation would broadcast anyway are not broadcast before. */
const dropBroadcast: Rule = (node, build) => {
  if (!isBinary(node)) return undefined;
  const [a, b] = node.inputs;
  if (!a || !b) return undefined;
  const narrow = (operand: Node): Node =>
    narrowest(operand, (value) => build.fill(value, { shape: [], dtype: operand.dtype }));
  for (const operands of [
    [narrow(a), narrow(b)],
    [narrow(a), b],
    [a, narrow(b)],
  ] as const) {
    const changed = operands[0] !== a || operands[1] !== b;
    if (changed && sameShape(broadcastShapes(operands[0].shape, operands[1].shape), node.shape))
      return build.node(node.operation, operands, {});
  }
  return undefined;
};

/** Moves that move nothing, and moves of moves. */
const redundantMove: Rule = (node, build) => {
  const [x] = node.inputs;
  if (!x) return undefined;
  switch (node.operation) {
    case "reshape":
      if (sameShape(x.shape, node.shape)) return x;
      if (x.operation === "fill") return build.fill(x.attributes.value, node);
      return x.operation === "reshape" && x.inputs[0]
        ? build.reshape(x.inputs[0], node.shape)
        : undefined;
    case "transpose": {
      const { permutation } = node.attributes;
      if (movesOnlyUnitAxes(x.shape, permutation)) return build.reshape(x, node.shape);
      if (x.operation === "fill") return build.fill(x.attributes.value, node);
      if (x.operation !== "transpose" || !x.inputs[0]) return undefined;
      const inner = x.attributes.permutation;
      return build.transpose(
        x.inputs[0],
        permutation.map((axis) => inner[axis] ?? 0),
      );
    }
    case "cast":
      return x.dtype === node.dtype ? x : undefined;
    case "slice":
    case "pad":
    case "tile":
      if (x.operation === "fill" && node.operation !== "pad")
        return build.fill(x.attributes.value, node);
      return sameShape(x.shape, node.shape) ? unchanged(node, x) : undefined;
    case "concat":
      return node.inputs.length === 1 ? x : undefined;
    case "sum":
    case "max":
    case "min":
      return node.attributes.axes.every((axis) => x.shape[axis] === 1)
        ? build.reshape(x, node.shape)
        : undefined;
    default:
      return undefined;
  }
};

/** A pad of equal shape may still shift: it is unchanged only where nothing is added. */
function unchanged(node: Node, x: Node): Node | undefined {
  if (node.operation !== "pad") return x;
  return node.attributes.paddings.every(([before, after]) => before === 0 && after === 0)
    ? x
    : undefined;
}

function movesOnlyUnitAxes(shape: readonly number[], permutation: readonly number[]): boolean {
  const moved = permutation.filter((axis) => shape[axis] !== 1);
  return moved.every((axis, index) => index === 0 || (moved[index - 1] ?? 0) < axis);
}

/** TF.js multiplies everything as batches: products of one pair of matrices are said plainly. */
const dropBatchOfOne: Rule = (node, build) => {
  if (node.operation !== "matMul" || node.shape.length !== 3 || node.shape[0] !== 1)
    return undefined;
  const [a, b] = node.inputs;
  if (a?.shape.length !== 3 || b?.shape.length !== 3) return undefined;
  const product = build.node(
    "matMul",
    [build.reshape(a, a.shape.slice(1)), build.reshape(b, b.shape.slice(1))],
    node.attributes,
  );
  return build.reshape(product, node.shape);
};

/** A product with a transposed matrix reads it transposed. */
const transposeInProduct: Rule = (node, build) => {
  if (node.operation !== "matMul") return undefined;
  const [a, b] = node.inputs;
  if (!a || !b) return undefined;
  const plainA = lastAxesSwapped(a);
  const plainB = lastAxesSwapped(b);
  if (!plainA && !plainB) return undefined;
  return build.node("matMul", [plainA ?? a, plainB ?? b], {
    transposeA: node.attributes.transposeA !== (plainA !== undefined),
    transposeB: node.attributes.transposeB !== (plainB !== undefined),
  });
};

function lastAxesSwapped(node: Node): Node | undefined {
  if (node.operation !== "transpose") return undefined;
  const { permutation } = node.attributes;
  const rank = permutation.length;
  const swapped = permutation.every(
    (axis, index) => axis === (index < rank - 2 ? index : 2 * rank - 3 - index),
  );
  return swapped ? node.inputs[0] : undefined;
}

/** √Σx² over everything is one operation. */
const euclideanNorm: Rule = (node, build) => {
  if (node.operation !== "sqrt" || node.shape.length !== 0) return undefined;
  const [sum] = node.inputs;
  if (sum?.operation !== "sum" || sum.attributes.axes.length !== sum.inputs[0]?.shape.length)
    return undefined;
  const [square] = sum.inputs;
  const x = square.operation === "square" ? square.inputs[0] : undefined;
  return x && build.node("norm", [x], {});
};

/** Rules that only ever make a graph smaller; every pass applies them too. */
export const simplify: readonly Rule[] = [
  neutralElement,
  dropBroadcast,
  redundantMove,
  dropBatchOfOne,
  transposeInProduct,
  euclideanNorm,
];
