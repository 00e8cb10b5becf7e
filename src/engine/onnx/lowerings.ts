import { elementTypes } from "../../formats/onnx/modelWriter.js";
import { filterOf, image } from "../graph/imageShape.js";
import { notLoweredTo } from "../graph/lowering.js";
import type { Lowering, Lowerings } from "../graph/lowering.js";
import type { Node, NodeOf } from "../graph/node.js";
import type { Layout, Padding } from "../graph/operations.js";
import type { GraphWriter } from "./graphWriter.js";

const plain =
  (opType: string) =>
  (_: Node, write: GraphWriter, inputs: readonly string[]): string =>
    write.emit(opType, inputs);

/** Opset 17 takes the axes of Max and Min as an attribute, those of Sum as an input. */
const reduction =
  (opType: "ReduceMax" | "ReduceMin"): Lowering<"max" | "min", GraphWriter> =>
  ({ attributes: { axes, keepDims } }, write, inputs) =>
    write.emit(opType, inputs, { axes, keepdims: Number(keepDims) });

const notLowered = notLoweredTo("ONNX");

/** How each operation is said in ONNX (opset 17 with onnxruntime's own domain); returns the value's name. */
export const lowerings: Lowerings<GraphWriter> = {
  input: ({ attributes }) => attributes.name,
  constant: ({ attributes }, write) => write.tensor(attributes.tensor),
  fill: ({ attributes: { value, spec } }, write) => {
    const scalar = write.scalar(value, spec.dtype);
    return spec.shape.length === 0
      ? scalar
      : write.emit("Expand", [scalar, write.integers(spec.shape)]);
  },

  negate: plain("Neg"),
  exp: plain("Exp"),
  log: plain("Log"),
  sqrt: plain("Sqrt"),
  square: (_, write, [x = ""]) => write.emit("Mul", [x, x]),
  reciprocal: plain("Reciprocal"),
  abs: plain("Abs"),
  sign: plain("Sign"),
  relu: plain("Relu"),
  tanh: plain("Tanh"),
  sigmoid: plain("Sigmoid"),
  softplus: plain("Softplus"),
  not: plain("Not"),

  add: plain("Add"),
  subtract: plain("Sub"),
  multiply: plain("Mul"),
  divide: plain("Div"),
  maximum: plain("Max"),
  minimum: plain("Min"),
  power: plain("Pow"),

  less: plain("Less"),
  lessEqual: plain("LessOrEqual"),
  greater: plain("Greater"),
  greaterEqual: plain("GreaterOrEqual"),
  equal: plain("Equal"),
  notEqual: (_, write, inputs) => write.emit("Not", [write.emit("Equal", inputs)]),
  and: plain("And"),
  or: plain("Or"),

  select: plain("Where"),
  clip: ({ attributes: { low, high } }, write, [x = ""]) =>
    write.emit("Clip", [x, write.scalar(low, "float32"), write.scalar(high, "float32")]),
  cast: ({ attributes }, write, inputs) =>
    write.emit("Cast", inputs, { to: elementTypes[attributes.to] }),

  sum: ({ attributes: { axes, keepDims } }, write, [x = ""]) =>
    write.emit("ReduceSum", [x, write.integers(axes)], { keepdims: Number(keepDims) }),
  max: reduction("ReduceMax"),
  min: reduction("ReduceMin"),
  argMax: ({ attributes }, write, inputs) =>
    write.emit("Cast", [write.emit("ArgMax", inputs, { axis: attributes.axis, keepdims: 0 })], {
      to: elementTypes.int32,
    }),
  norm: (_, write, inputs) => write.emit("ReduceL2", inputs, { keepdims: 0 }),

  reshape: ({ attributes }, write, [x = ""]) =>
    write.emit("Reshape", [x, write.integers(attributes.shape)]),
  transpose: (node, write, inputs) =>
    fewChannelsMoved(node, write, inputs) ??
    write.emit("Transpose", inputs, { perm: node.attributes.permutation }),
  slice: ({ attributes: { begin, size }, inputs: [x] }, write, [name = ""]) => {
    const axes = begin.flatMap((start, axis) =>
      start === 0 && size[axis] === x?.shape[axis] ? [] : [axis],
    );
    const starts = axes.map((axis) => begin[axis] ?? 0);
    const ends = axes.map((axis, each) => (starts[each] ?? 0) + (size[axis] ?? 0));
    return write.emit("Slice", [
      name,
      write.integers(starts),
      write.integers(ends),
      write.integers(axes),
    ]);
  },
  pad: ({ attributes: { paddings, value } }, write, [x = ""]) => {
    const pads = write.integers([
      ...paddings.map(([before]) => before),
      ...paddings.map(([, after]) => after),
    ]);
    return write.emit("Pad", value === 0 ? [x, pads] : [x, pads, write.scalar(value, "float32")]);
  },
  concat: ({ attributes }, write, inputs) =>
    write.emit("Concat", inputs, { axis: attributes.axis }),
  tile: ({ attributes }, write, [x = ""]) =>
    write.emit("Tile", [x, write.integers(attributes.repeats)]),
  gather: ({ attributes: { axis, indices } }, write, [x = ""]) =>
    write.emit("Gather", [x, write.integers(indices)], { axis }),
  reverse: ({ attributes: { axes } }, write, [x = ""]) => {
    const each = (value: number): string => write.integers(axes.map(() => value));
    return write.emit("Slice", [x, each(-1), each(-(2 ** 31)), write.integers(axes), each(-1)]);
  },
  oneHot: ({ attributes }, write, inputs) => {
    const indices = write.emit("Cast", inputs, { to: elementTypes.int64 });
    const offAndOn = write.tensor({ shape: [2], dtype: "float32", data: Float32Array.of(0, 1) });
    return write.emit("OneHot", [indices, write.integers([attributes.depth]), offAndOn], {
      axis: -1,
    });
  },

  matMul: ({ attributes: { transposeA, transposeB } }, write, inputs) =>
    transposeA || transposeB
      ? write.emit(
          "FusedMatMul",
          inputs,
          { transA: Number(transposeA), transB: Number(transposeB) },
          "com.microsoft",
        )
      : write.emit("MatMul", inputs),
  mixChannels: plain("MatMul"),
  conv2d: (node, write, inputs) => {
    const { layout, strides, padding, dilations, blocks } = node.attributes;
    const windows = {
      ...window(node.inputs[1], layout),
      strides,
      dilations,
      pads: padsOf(padding),
    };
    return blocks === undefined
      ? write.emit("Conv", inputs, windows)
      : convolvedInBlocks({ node, blocks, windows }, write, inputs);
  },
  conv2dInputGradient: ({ attributes, inputs: [gradient, filter] }, write, inputs) => {
    const { layout, strides, padding, inputShape } = attributes;
    const [top, bottom, left, right] = padding;
    const size = filterOf(filter?.shape ?? [], layout);
    const from = image(gradient?.shape ?? [], layout);
    const to = image(inputShape, layout);
    const covered = (positions: number, stride: number, kernel: number) =>
      (positions - 1) * stride + kernel;
    return write.emit("ConvTranspose", inputs, {
      ...window(filter, layout),
      strides,
      pads: padsOf(padding),
      output_padding: [
        to.height + top + bottom - covered(from.height, strides[0], size.height),
        to.width + left + right - covered(from.width, strides[1], size.width),
      ],
    });
  },
  conv2dFilterGradient: notLowered,

  softmax: (_, write, inputs) => write.emit("Softmax", inputs, { axis: -1 }),

  minMax: notLowered,
  minMaxGradient: notLowered,
};

/** A convolution of groups, each block of channels by all filters, and the sum over the blocks. */
function convolvedInBlocks(
  {
    node: { inputs: operands, shape },
    blocks,
    windows,
  }: {
    readonly node: NodeOf<"conv2d">;
    readonly blocks: number;
    readonly windows: Readonly<Record<string, number[] | readonly number[]>>;
  },
  write: GraphWriter,
  [x = "", filter = ""]: readonly string[],
): string {
  const { height, width, inputs, outputs } = filterOf(operands[1]?.shape ?? [], "nchw");
  const own = [inputs / blocks, height, width];
  const split = write.emit("Reshape", [filter, write.integers([outputs, blocks, ...own])]);
  const grouped = write.emit("Reshape", [
    write.emit("Transpose", [split], { perm: [1, 0, 2, 3, 4] }),
    write.integers([blocks * outputs, ...own]),
  ]);
  const sums = write.emit("Conv", [x, grouped], { ...windows, group: blocks });
  const [batch = 1, , ...extents] = shape;
  const apart = write.emit("Reshape", [sums, write.integers([batch, blocks, outputs, ...extents])]);
  return write.emit("ReduceSum", [apart, write.integers([1])], { keepdims: 0 });
}

function window(filter: Node | undefined, layout: Layout): { kernel_shape: number[] } {
  if (layout !== "nchw")
    throw new Error("ONNX convolutions are channels-first: the layout pass must run before.");
  const { height, width } = filterOf(filter?.shape ?? [], layout);
  return { kernel_shape: [height, width] };
}

/** ONNX wants all begins, then all ends. */
function padsOf([top, bottom, left, right]: Padding): number[] {
  return [top, left, bottom, right];
}

/** Up to this many channels a product with the identity moves them faster than Transpose. */
const fewChannels = { last: 16, first: 32 };

/**
 * Few channels of images to the last axis, or back to the first, as a product with the identity: 16
 * channels at 14×14 take 0.3 ms where Transpose takes 1.1 (docs/benchmarks.md).
 */
function fewChannelsMoved(
  { attributes: { permutation }, inputs: [x], shape }: NodeOf<"transpose">,
  write: GraphWriter,
  [name = ""]: readonly string[],
): string | undefined {
  const order = permutation.join();
  const toLast = order === "0,2,3,1";
  if (x?.dtype !== "float32" || shape[0] === 1 || !(toLast || order === "0,3,1,2"))
    return undefined;
  const [batch = 1, ...extents] = x.shape;
  const channels = (toLast ? extents[0] : extents[2]) ?? 1;
  if (channels > fewChannels[toLast ? "last" : "first"]) return undefined;
  const positions = extents.reduce((product, extent) => product * extent, 1) / channels;
  const identity = Float32Array.from({ length: channels ** 2 }, (_, index) =>
    Number(index % (channels + 1) === 0),
  );
  const matrix = write.tensor({ shape: [channels, channels], dtype: "float32", data: identity });
  const flat = write.emit("Reshape", [
    name,
    write.integers(toLast ? [batch, channels, positions] : [batch, positions, channels]),
  ]);
  const moved = toLast
    ? write.emit("FusedMatMul", [flat, matrix], { transA: 1 }, "com.microsoft")
    : write.emit("FusedMatMul", [matrix, flat], { transB: 1 }, "com.microsoft");
  return write.emit("Reshape", [moved, write.integers(shape)]);
}
