import { dilated, samePadding } from "../graph/convolutionGeometry.js";
import { operand } from "../graph/lowering.js";
import type { Lowerings } from "../graph/lowering.js";
import type { NodeOf } from "../graph/node.js";
import type { Layout, Padding } from "../graph/operations.js";
import type { EmitProduct } from "./emitProduct.js";
import type { GraphDefWriter } from "./graphDefWriter.js";
import { list, text, type } from "./graphDefWriter.js";
import type { AttrValue } from "./messages.js";

/** How convolutions and their gradients are said in TensorFlow. */
export const convolutionLowerings = (
  emitProduct: EmitProduct,
): Pick<Lowerings<GraphDefWriter>, "conv2d" | "conv2dInputGradient" | "conv2dFilterGradient"> => ({
  conv2d: (node, write, [x = "", filter = "", bias]) => {
    const { attributes } = node;
    const [vertical, horizontal] = attributes.dilations;
    const [height = 1, width = 1] = operand(node, 1).shape;
    const seen = [dilated(height, vertical), dilated(width, horizontal)];
    const windows = {
      ...convolution(attributes, operand(node, 0).shape, seen),
      dilations: list([1, vertical, horizontal, 1]),
    };
    const { blocks } = attributes;
    const convolved =
      blocks === undefined
        ? emitProduct(write, "Conv2D", [x, filter], windows)
        : convolvedInBlocks({ node, blocks, windows, emitProduct }, write, [x, filter]);
    return bias === undefined
      ? convolved
      : write.emit("BiasAdd", [convolved, bias], { T: type("float32") });
  },
  conv2dInputGradient: (node, write, [gradient = "", filter = ""]) =>
    emitProduct(
      write,
      "Conv2DBackpropInput",
      [filter, gradient],
      convolution(node.attributes, node.attributes.inputShape, operand(node, 1).shape),
      (a, b) => [write.integers(node.attributes.inputShape), a, b],
    ),
  conv2dFilterGradient: (node, write, [x = "", gradient = ""]) =>
    emitProduct(
      write,
      "Conv2DBackpropFilter",
      [x, gradient],
      convolution(node.attributes, operand(node, 0).shape, node.attributes.filterShape),
      (a, b) => [a, write.integers(node.attributes.filterShape), b],
    ),
});

/** A convolution of each block of channels, and the sum of all. */
function convolvedInBlocks(
  {
    node,
    blocks,
    windows,
    emitProduct,
  }: {
    readonly node: NodeOf<"conv2d">;
    readonly blocks: number;
    readonly windows: Readonly<Record<string, AttrValue>>;
    readonly emitProduct: EmitProduct;
  },
  write: GraphDefWriter,
  [x, filter]: readonly [x: string, filter: string],
): string {
  const T = type("float32");
  const [images, kernel] = [operand(node, 0).shape, operand(node, 1).shape];
  const channels = (kernel[2] ?? 0) / blocks;
  const channelsOf = (value: string, shape: readonly number[], axis: number, block: number) => {
    const of = (own: number, other: (size: number) => number) =>
      write.integers(shape.map((size, each) => (each === axis ? own : other(size))));
    const begin = of(block * channels, () => 0);
    const extents = of(channels, (size) => size);
    return write.emit("Slice", [value, begin, extents], { T, Index: type("int32") });
  };
  const sums = Array.from({ length: blocks }, (_, block) =>
    emitProduct(
      write,
      "Conv2D",
      [channelsOf(x, images, 3, block), channelsOf(filter, kernel, 2, block)],
      windows,
    ),
  );
  return write.emit("AddN", sums, { T, N: { i: blocks } });
}

/** What a convolution needs to know of its window. */
interface Window {
  readonly layout: Layout;
  readonly strides: readonly [number, number];
  readonly padding: Padding;
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
