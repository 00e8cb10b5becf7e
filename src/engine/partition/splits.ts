import { operand } from "../graph/lowering.js";
import type { Node, NodeOf } from "../graph/node.js";
import { sizeOf } from "../graph/node.js";
import type { Operation, OperationAttributes } from "../graph/operations.js";

/** How a value lies on the devices: whole, or in equal pieces along an axis, one on each device. */
export type Spread = "whole" | number;

/** How the results of all devices make one value. */
export type Reduction = "sum" | "max" | "min";

/** One operation, done by every device on its piece. */
export interface Split<K extends Operation> {
  /** How each operand has to lie. */
  readonly operands: readonly Spread[];
  /** The axis of which each device gets its piece, or how what they get is reduced to one value. */
  readonly result: number | Reduction;
  /** The attributes on a piece, where they name its shape. */
  readonly attributes?: OperationAttributes[K];
}

/**
 * How an operation is done in pieces, from how its operands lie, of which one at least is in pieces.
 * Undefined where it takes values as a whole: they are gathered on the first device.
 */
type SplitRule<K extends Operation> = (
  node: NodeOf<K>,
  spreads: readonly Spread[],
  devices: number,
) => Split<K> | undefined;

/** The first operand that lies in pieces, and the axis. */
function firstSplit(
  node: Node,
  spreads: readonly Spread[],
): { index: number; input: Node; axis: number } {
  for (const [index, spread] of spreads.entries())
    if (spread !== "whole") return { index, input: operand(node, index), axis: spread };
  throw new Error(`No operand of "${node.operation}" lies in pieces.`);
}

/** The shape of one device's piece. */
export function pieceShape(shape: readonly number[], axis: number, devices: number): number[] {
  return shape.map((extent, each) => (each === axis ? extent / devices : extent));
}

/** How an operand lies that is broadcast to a value in pieces along `axis`. */
function broadcastSpread(input: Node, node: Node, axis: number): Spread {
  const own = axis - (node.shape.length - input.shape.length);
  return own >= 0 && input.shape[own] === node.shape[axis] ? own : "whole";
}

/** Entry by entry, operands broadcast. */
const entrywise = (node: Node, spreads: readonly Spread[]) => {
  const { input, axis } = firstSplit(node, spreads);
  const result = axis + node.shape.length - input.shape.length;
  return { operands: node.inputs.map((each) => broadcastSpread(each, node, result)), result };
};

/** One operand, all of whose axes stay where they are; those that `isWhole` names cannot be in pieces. */
const keepsAxes =
  <K extends Operation>(isWhole: (node: NodeOf<K>, axis: number) => boolean): SplitRule<K> =>
  (node, [spread]) =>
    typeof spread !== "number" || isWhole(node, spread)
      ? undefined
      : { operands: [spread], result: spread };

/** Example by example: the leading axis of `pieces` operands, the others whole. */
const byExample =
  (pieces: number, result: number | Reduction) =>
  (node: Node, spreads: readonly Spread[]): Split<never> | undefined =>
    spreads.every((spread, index) => spread === "whole" || (index < pieces && spread === 0))
      ? { operands: node.inputs.map((_, index) => (index < pieces ? 0 : "whole")), result }
      : undefined;

const reduction =
  <K extends Reduction>(kind: K): SplitRule<K> =>
  (node, [spread]) => {
    const { axes, keepDims }: OperationAttributes[Reduction] = node.attributes;
    if (typeof spread !== "number") return undefined;
    if (axes.includes(spread)) return { operands: [spread], result: kind };
    const gone = keepDims ? 0 : axes.filter((axis) => axis < spread).length;
    return { operands: [spread], result: spread - gone };
  };

/** A source has no operands that could lie in pieces. */
const source = (): undefined => undefined;

/** How each operation is done in pieces. */
const splits: { readonly [K in Operation]: SplitRule<K> } = {
  input: source,
  constant: source,
  fill: source,

  negate: entrywise,
  exp: entrywise,
  log: entrywise,
  sqrt: entrywise,
  square: entrywise,
  reciprocal: entrywise,
  abs: entrywise,
  sign: entrywise,
  relu: entrywise,
  tanh: entrywise,
  sigmoid: entrywise,
  softplus: entrywise,
  not: entrywise,

  add: entrywise,
  subtract: entrywise,
  multiply: entrywise,
  divide: entrywise,
  maximum: entrywise,
  minimum: entrywise,
  power: entrywise,

  less: entrywise,
  lessEqual: entrywise,
  greater: entrywise,
  greaterEqual: entrywise,
  equal: entrywise,
  notEqual: entrywise,
  and: entrywise,
  or: entrywise,

  select: entrywise,
  cast: entrywise,
  clip: entrywise,

  sum: reduction("sum"),
  max: reduction("max"),
  min: reduction("min"),
  argMax: ({ attributes }, [spread]) =>
    typeof spread !== "number" || attributes.axis === spread
      ? undefined
      : { operands: [spread], result: spread - (attributes.axis < spread ? 1 : 0) },
  // Programs take it of parameters and their gradients, which are whole.
  norm: () => undefined,

  reshape: (node, [spread], devices) => {
    if (typeof spread !== "number") return undefined;
    const before = sizeOf(operand(node, 0).shape.slice(0, spread));
    const result = node.shape.findIndex(
      (extent, axis) =>
        extent > 1 && extent % devices === 0 && sizeOf(node.shape.slice(0, axis)) === before,
    );
    if (result < 0) return undefined;
    const attributes = { shape: pieceShape(node.shape, result, devices) };
    return { operands: [spread], result, attributes };
  },
  transpose: ({ attributes }, [spread]) =>
    typeof spread !== "number"
      ? undefined
      : { operands: [spread], result: attributes.permutation.indexOf(spread) },
  slice: (node, [spread], devices) => {
    const { begin, size } = node.attributes;
    if (typeof spread !== "number" || size[spread] !== operand(node, 0).shape[spread])
      return undefined;
    const attributes = { begin, size: pieceShape(size, spread, devices) };
    return { operands: [spread], result: spread, attributes };
  },
  pad: keepsAxes(({ attributes }, axis) => attributes.paddings[axis]?.some(Boolean) ?? false),
  concat: (node, spreads) => {
    const { axis } = firstSplit(node, spreads);
    return axis === node.attributes.axis
      ? undefined
      : { operands: node.inputs.map(() => axis), result: axis };
  },
  tile: keepsAxes(({ attributes }, axis) => (attributes.repeats[axis] ?? 1) !== 1),
  gather: keepsAxes(({ attributes }, axis) => attributes.axis === axis),
  reverse: keepsAxes(({ attributes }, axis) => attributes.axes.includes(axis)),
  oneHot: keepsAxes(() => false),

  matMul: (node, spreads) => {
    const { index, input, axis } = firstSplit(node, spreads);
    const rank = node.shape.length;
    const fromEnd = input.shape.length - axis;
    if (fromEnd > 2) {
      const result = rank - fromEnd;
      return { operands: node.inputs.map((each) => broadcastSpread(each, node, result)), result };
    }
    const { transposeA, transposeB } = node.attributes;
    const innerFromEnd = [transposeA ? 2 : 1, transposeB ? 1 : 2];
    if (fromEnd === innerFromEnd[index])
      return {
        operands: node.inputs.map(({ shape }, each) => shape.length - (innerFromEnd[each] ?? 1)),
        result: "sum",
      };
    return index === 0
      ? { operands: [axis, "whole"], result: rank - 2 }
      : { operands: ["whole", axis], result: rank - 1 };
  },
  mixChannels: (node, [spread, mix]) =>
    typeof spread !== "number" || mix !== "whole" || spread === node.shape.length - 1
      ? undefined
      : { operands: [spread, mix], result: spread },
  conv2d: byExample(1, 0),
  conv2dInputGradient: (node, spreads, devices) => {
    const split = byExample(1, 0)(node, spreads);
    const inputShape = pieceShape(node.attributes.inputShape, 0, devices);
    return split && { ...split, attributes: { ...node.attributes, inputShape } };
  },
  conv2dFilterGradient: byExample(2, "sum"),

  softmax: keepsAxes(({ shape }, axis) => axis === shape.length - 1),

  minMax: byExample(1, 0),
  minMaxGradient: byExample(2, 0),
};

/** How every device does its piece of a node; undefined where the node takes its operands as a whole. */
export function splitOf<K extends Operation>(
  node: NodeOf<K>,
  spreads: readonly Spread[],
  devices: number,
): Split<K> | undefined {
  return splits[node.operation](node, spreads, devices);
}
