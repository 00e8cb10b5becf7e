import type { DType } from "../../gloro/program.js";
import { notLoweredTo, operand } from "../graph/lowering.js";
import type { Lowering, Lowerings } from "../graph/lowering.js";
import type { Node } from "../graph/node.js";
import { sizeOf } from "../graph/node.js";
import { convolutionLowerings } from "./convolutionLowerings.js";
import type { EmitProduct } from "./emitProduct.js";
import { bfloat16Product, float32Product } from "./emitProduct.js";
import type { GraphDefWriter } from "./graphDefWriter.js";
import { type } from "./graphDefWriter.js";
import type { AttrValue } from "./messages.js";

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
  (op: string): Lowering<"sum" | "max" | "min", GraphDefWriter> =>
  ({ attributes: { axes, keepDims }, dtype }, write, [x = ""]) =>
    write.emit(op, [x, write.integers(axes)], {
      T: type(dtype),
      Tidx: int32,
      keep_dims: { b: keepDims },
    });

const notLowered = notLoweredTo("TensorFlow");

/** How each operation is said in TensorFlow; returns the name of the node that gives its value. */
export const lowerings: Lowerings<GraphDefWriter> = {
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

  mixChannels: (node, write, [x = "", mix = ""]) => {
    const channels = operand(node, 1).shape[0] ?? 1;
    const rows = sizeOf(operand(node, 0).shape) / channels;
    const flat = reshaped(write, x, [rows, channels], node.dtype);
    const mixed = float32Product(write, "MatMul", [flat, mix], {});
    return reshaped(write, mixed, node.shape, node.dtype);
  },
  ...productLowerings(float32Product),

  softmax: plain("Softmax"),

  minMax: notLowered,
  minMaxGradient: notLowered,
};

/** The same with operands of products in bfloat16. */
export const bfloat16Lowerings: Lowerings<GraphDefWriter> = {
  ...lowerings,
  ...productLowerings(bfloat16Product),
};

function productLowerings(emitProduct: EmitProduct) {
  return { matMul: matMulLowering(emitProduct), ...convolutionLowerings(emitProduct) };
}

function matMulLowering(emitProduct: EmitProduct): Lowering<"matMul", GraphDefWriter> {
  return (node, write, [a = "", b = ""]) => {
    const { transposeA, transposeB } = node.attributes;
    const isSingle = node.inputs.every(({ shape }) => shape.length === 2);
    return isSingle
      ? emitProduct(write, "MatMul", [a, b], {
          transpose_a: { b: transposeA },
          transpose_b: { b: transposeB },
        })
      : emitProduct(write, "BatchMatMulV2", [a, b], {
          adj_x: { b: transposeA },
          adj_y: { b: transposeB },
        });
  };
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
