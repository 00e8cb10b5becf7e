import { operand } from "../graph/lowering.js";
import type { Lowerings } from "../graph/lowering.js";
import type { Node } from "../graph/node.js";
import type { GraphWriter } from "./graphWriter.js";
import { lowerings } from "./lowerings.js";

/**
 * How each operation is said to onnxruntime's WebGPU provider: as to the CPU, but for the operations that it
 * lacks. These are made of others, since one that falls back to the CPU copies its operands there and back.
 */
export const webgpuLowerings: Lowerings<GraphWriter> = {
  ...lowerings,

  sign: (_, write, [x = ""]) => {
    const is = (comparison: "Greater" | "Less"): string =>
      write.cast(write.emit(comparison, [x, write.scalar(0, "float32")]), "float32");
    return write.emit("Sub", [is("Greater"), is("Less")]);
  },

  or: (_, write, inputs) =>
    write.emit("Not", [
      write.emit(
        "And",
        inputs.map((input) => write.emit("Not", [input])),
      ),
    ]),

  argMax: (node, write, [x = ""]) => {
    const { axis } = node.attributes;
    const extents = operand(node, 0).shape;
    const count = extents[axis] ?? 1;
    const numbers = write.tensor({
      shape: extents.map((extent, each) => (each === axis ? extent : 1)),
      dtype: "float32",
      data: Float32Array.from({ length: count }, (_, index) => index),
    });
    const greatest = write.emit("ReduceMax", [x], { axes: [axis], keepdims: 1 });
    const places = write.emit("Where", [
      write.emit("Equal", [x, greatest]),
      numbers,
      write.scalar(count - 1, "float32"),
    ]);
    return write.cast(write.emit("ReduceMin", [places], { axes: [axis], keepdims: 0 }), "int32");
  },

  oneHot: (node, write, [x = ""]) => {
    const { depth } = node.attributes;
    const indices = write.emit("Reshape", [x, write.integers([...operand(node, 0).shape, 1])]);
    const classes = write.tensor({
      shape: [depth],
      dtype: "int32",
      data: Int32Array.from({ length: depth }, (_, index) => index),
    });
    return write.cast(write.emit("Equal", [indices, classes]), "float32");
  },

  transpose: ({ attributes: { permutation } }, write, inputs) =>
    write.emit("Transpose", inputs, { perm: permutation }),

  conv2d: (node, write, [x = "", filter = "", ...bias]) => {
    const missing = missingChannels(operand(node, 0), operand(node, 1));
    const widened = (value: string): string =>
      missing === 0
        ? value
        : write.emit("Pad", [value, write.integers([0, 0, 0, 0, 0, missing, 0, 0])]);
    // Certificates are not of what shaders compute: they sum as they like, blocks or none.
    const attributes = { ...node.attributes, blocks: undefined };
    return lowerings.conv2d({ ...node, attributes }, write, [widened(x), widened(filter), ...bias]);
  },

  matMul: (node, write, [a = "", b = ""]) => {
    const { transposeA, transposeB } = node.attributes;
    return write.emit("MatMul", [
      transposeA ? swapped(operand(node, 0), write, a) : a,
      transposeB ? swapped(operand(node, 1), write, b) : b,
    ]);
  },
};

/**
 * The channels of zeros that an image and its filters need, since onnxruntime 1.30 takes channels in threes
 * and computes wrong sums where there are six, nine or fifteen of them, and filters in fours.
 */
function missingChannels(image: Node, filter: Node): number {
  const [channels = 0, filters = 0] = [image.shape[1], filter.shape[0]];
  const inThrees = channels % 3 === 0 && channels % 4 !== 0 && filters % 4 === 0;
  return inThrees && channels > 3 ? 4 - (channels % 4) : 0;
}

/** A value with its last two axes exchanged. */
function swapped({ shape }: Node, write: GraphWriter, name: string): string {
  const axes = shape.map((_, axis) => axis);
  const last = axes.pop() ?? 0;
  axes.splice(-1, 0, last);
  return write.emit("Transpose", [name], { perm: axes });
}
