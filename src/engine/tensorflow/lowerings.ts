import type { DType } from "../../gloro/program.js";
import { dilated, samePadding } from "../graph/convolutionGeometry.js";
import type { Node, NodeOf } from "../graph/node.js";
import { sizeOf } from "../graph/node.js";
import type { Layout, Operation, Padding } from "../graph/operations.js";
import type { GraphDefWriter } from "./graphDefWriter.js";
import { list, text, type } from "./graphDefWriter.js";
import type { AttrValue } from "./messages.js";

type Lower<K extends Operation> = (
  node: NodeOf<K>,
  write: GraphDefWriter,
  inputs: readonly string[],
) => string;

/** An operation whose operands are of one type. */
const plain =
  (op: string) =>
  (node: Node, write: GraphDefWriter, inputs: readonly string[]): string =>
    write.emit(op, inputs, { T: type(node.inputs[0]?.dtype ?? node.dtype) });

/** An operation on bools, which names no type. */
const logical =
  (op: string) =>
  (_: Node, write: GraphDefWriter, inputs: readonly string[]): string =>
    write.emit(op, inputs);

const int32: AttrValue = type("int32");

const reduction =
  (op: string): Lower<"sum" | "max" | "min"> =>
  ({ attributes: { axes, keepDims }, dtype }, write, [x = ""]) =>
    write.emit(op, [x, write.integers(axes)], {
      T: type(dtype),
      Tidx: int32,
      keep_dims: { b: keepDims },
    });

const notLowered = ({ operation }: Node): never => {
  throw new Error(`"${operation}" must be rewritten before a graph is lowered to TensorFlow.`);
};

/** How each operation is said in TensorFlow; returns the name of the node that gives its value. */
export const lowerings: { readonly [K in Operation]: Lower<K> } = {
  input: ({ attributes }) => {
    throw new Error(`The input "${attributes.name}" was not bound to a value.`);
  },
  constant: ({ attributes }, write) => write.tensor(attributes.tensor),
  fill: ({ attributes: { value, spec } }, write) => {
    const scalar = write.scalar(value, spec.dtype);
    return spec.shape.length === 0
      ? scalar
      : write.emit("Fill", [write.integers(spec.shape), scalar], {
          T: type(spec.dtype),
          index_type: int32,
        });
  },

  negate: plain("Neg"),
  exp: plain("Exp"),
  log: plain("Log"),
  sqrt: plain("Sqrt"),
  square: plain("Square"),
  reciprocal: plain("Reciprocal"),
  abs: plain("Abs"),
  sign: plain("Sign"),
  relu: plain("Relu"),
  tanh: plain("Tanh"),
  sigmoid: plain("Sigmoid"),
  softplus: plain("Softplus"),
  not: logical("LogicalNot"),

  add: plain("AddV2"),
  subtract: plain("Sub"),
  multiply: plain("Mul"),
  // TF.js rounds quotients of integers down.
  divide: (node, write, inputs) =>
    plain(node.dtype === "int32" ? "FloorDiv" : "RealDiv")(node, write, inputs),
  maximum: plain("Maximum"),
  minimum: plain("Minimum"),
  power: plain("Pow"),

  less: plain("Less"),
  lessEqual: plain("LessEqual"),
  greater: plain("Greater"),
  greaterEqual: plain("GreaterEqual"),
  equal: plain("Equal"),
  notEqual: plain("NotEqual"),
  and: logical("LogicalAnd"),
  or: logical("LogicalOr"),

  select: (node, write, inputs) => write.emit("SelectV2", inputs, { T: type(node.dtype) }),
  clip: ({ attributes: { low, high }, dtype }, write, [x = ""]) =>
    write.emit("ClipByValue", [x, write.scalar(low, dtype), write.scalar(high, dtype)], {
      T: type(dtype),
    }),
  cast: (node, write, inputs) =>
    write.emit("Cast", inputs, {
      SrcT: type(operand(node, 0).dtype),
      DstT: type(node.attributes.to),
    }),

  sum: reduction("Sum"),
  max: reduction("Max"),
  min: reduction("Min"),
  argMax: (node, write, [x = ""]) =>
    write.emit("ArgMax", [x, write.integer(node.attributes.axis)], {
      T: type(operand(node, 0).dtype),
      Tidx: int32,
      output_type: int32,
    }),
  norm: ({ dtype }, write, inputs) => {
    // L2Loss is half of the sum of squares, in one pass.
    const half = write.emit("L2Loss", inputs, { T: type(dtype) });
    const squares = write.emit("Mul", [half, write.scalar(2, dtype)], { T: type(dtype) });
    return write.emit("Sqrt", [squares], { T: type(dtype) });
  },

  reshape: ({ shape, dtype }, write, [x = ""]) => reshaped(write, x, shape, dtype),
  transpose: ({ attributes: { permutation }, dtype }, write, [x = ""]) =>
    write.emit("Transpose", [x, write.integers(permutation)], { T: type(dtype), Tperm: int32 }),
  slice: ({ attributes: { begin, size }, dtype }, write, [x = ""]) =>
    sliced(write, x, { begin, size, dtype }),
  pad: ({ attributes: { paddings, value }, shape, dtype }, write, [x = ""]) => {
    const grown = paddings.map((each) => each.map((count) => Math.max(count, 0)));
    const counts = write.tensor({
      shape: [paddings.length, 2],
      dtype: "int32",
      data: Int32Array.from(grown.flat()),
    });
    const padded = write.emit("PadV2", [x, counts, write.scalar(value, dtype)], {
      T: type(dtype),
      Tpaddings: int32,
    });
    const begin = paddings.map(([before]) => Math.max(-before, 0));
    const crops = paddings.some((each) => each.some((count) => count < 0));
    return crops ? sliced(write, padded, { begin, size: shape, dtype }) : padded;
  },
  concat: ({ attributes: { axis }, dtype }, write, inputs) =>
    write.emit("ConcatV2", [...inputs, write.integer(axis)], {
      T: type(dtype),
      N: { i: inputs.length },
      Tidx: int32,
    }),
  tile: ({ attributes, dtype }, write, [x = ""]) =>
    write.emit("Tile", [x, write.integers(attributes.repeats)], {
      T: type(dtype),
      Tmultiples: int32,
    }),
  gather: ({ attributes: { axis, indices }, dtype }, write, [x = ""]) =>
    write.emit("GatherV2", [x, wholeNumbers(write, indices), write.integer(axis)], {
      Tparams: type(dtype),
      Tindices: int32,
      Taxis: int32,
      batch_dims: { i: 0 },
    }),
  reverse: ({ attributes: { axes }, dtype }, write, [x = ""]) =>
    write.emit("ReverseV2", [x, write.integers(axes)], { T: type(dtype), Tidx: int32 }),
  oneHot: (node, write, [x = ""]) =>
    write.emit(
      "OneHot",
      [
        x,
        write.integer(node.attributes.depth),
        write.scalar(1, "float32"),
        write.scalar(0, "float32"),
      ],
      { T: type("float32"), TI: type(operand(node, 0).dtype), axis: { i: -1 } },
    ),

  matMul: (node, write, inputs) => {
    const { transposeA, transposeB } = node.attributes;
    const single = node.inputs.every(({ shape }) => shape.length === 2);
    return single
      ? product(write, inputs, { transposeA, transposeB })
      : write.emit("BatchMatMulV2", inputs, {
          T: type("float32"),
          adj_x: { b: transposeA },
          adj_y: { b: transposeB },
        });
  },
  mixChannels: (node, write, [x = "", mix = ""]) => {
    const channels = operand(node, 1).shape[0] ?? 1;
    const rows = sizeOf(operand(node, 0).shape) / channels;
    const flat = reshaped(write, x, [rows, channels], node.dtype);
    const mixed = product(write, [flat, mix], { transposeA: false, transposeB: false });
    return reshaped(write, mixed, node.shape, node.dtype);
  },
  conv2d: (node, write, [x = "", filter = "", bias]) => {
    const { attributes } = node;
    const [vertical, horizontal] = attributes.dilations;
    const [height = 1, width = 1] = operand(node, 1).shape;
    const seen = [dilated(height, vertical), dilated(width, horizontal)];
    const convolved = write.emit("Conv2D", [x, filter], {
      ...convolution(attributes, operand(node, 0).shape, seen),
      dilations: list([1, vertical, horizontal, 1]),
    });
    return bias === undefined
      ? convolved
      : write.emit("BiasAdd", [convolved, bias], { T: type("float32") });
  },
  conv2dInputGradient: (node, write, [gradient = "", filter = ""]) =>
    write.emit(
      "Conv2DBackpropInput",
      [write.integers(node.attributes.inputShape), filter, gradient],
      convolution(node.attributes, node.attributes.inputShape, operand(node, 1).shape),
    ),
  conv2dFilterGradient: (node, write, [x = "", gradient = ""]) =>
    write.emit(
      "Conv2DBackpropFilter",
      [x, write.integers(node.attributes.filterShape), gradient],
      convolution(node.attributes, operand(node, 0).shape, node.attributes.filterShape),
    ),

  softmax: plain("Softmax"),

  minMax: notLowered,
  minMaxGradient: notLowered,
};

/** What a convolution needs to know of its window. */
interface Window {
  readonly layout: Layout;
  readonly strides: readonly [number, number];
  readonly padding: Padding;
}

function operand(node: Node, index: number): Node {
  const input = node.inputs[index];
  if (!input) throw new Error(`"${node.operation}" lacks operand ${index}.`);
  return input;
}

function reshaped(
  write: GraphDefWriter,
  x: string,
  shape: readonly number[],
  dtype: DType,
): string {
  return write.emit("Reshape", [x, write.integers(shape)], { T: type(dtype), Tshape: int32 });
}

function sliced(
  write: GraphDefWriter,
  x: string,
  { begin, size, dtype }: { begin: readonly number[]; size: readonly number[]; dtype: DType },
): string {
  return write.emit("Slice", [x, write.integers(begin), write.integers(size)], {
    T: type(dtype),
    Index: int32,
  });
}

/** Long lists have no name of their own to be shared by. */
function wholeNumbers(write: GraphDefWriter, values: readonly number[]): string {
  return write.tensor({ shape: [values.length], dtype: "int32", data: Int32Array.from(values) });
}

function product(
  write: GraphDefWriter,
  inputs: readonly string[],
  { transposeA, transposeB }: { transposeA: boolean; transposeB: boolean },
): string {
  return write.emit("MatMul", inputs, {
    T: type("float32"),
    transpose_a: { b: transposeA },
    transpose_b: { b: transposeB },
  });
}

/** The attributes of a convolution between images of `imageShape` and a filter, and of its gradients. */
function convolution(
  { layout, strides, padding }: Window,
  imageShape: readonly number[],
  filterShape: readonly number[],
): Readonly<Record<string, AttrValue>> {
  if (layout !== "nhwc")
    throw new Error("TensorFlow's convolutions on a CPU are channels-last: no pass may turn them.");
  const shared = {
    T: type("float32"),
    strides: list([1, ...strides, 1]),
    data_format: text("NHWC"),
  };
  if (padding.every((count) => count === 0)) return { ...shared, padding: text("VALID") };
  if (isSame({ strides, padding }, imageShape, filterShape))
    return { ...shared, padding: text("SAME") };
  const [top, bottom, left, right] = padding;
  return {
    ...shared,
    padding: text("EXPLICIT"),
    explicit_paddings: list([0, 0, top, bottom, left, right, 0, 0]),
  };
}

/** Whether TensorFlow calls the padding SAME: only then are gradients left to oneDNN, whose take half of the time. */
function isSame(
  { strides, padding }: Pick<Window, "strides" | "padding">,
  [, height = 1, width = 1]: readonly number[],
  [rows = 1, columns = 1]: readonly number[],
): boolean {
  const same = [
    ...samePadding(height, rows, strides[0]),
    ...samePadding(width, columns, strides[1]),
  ];
  return same.every((count, side) => count === padding[side]);
}
