import type { GraphBuilder, Rule } from "../graph/builder.js";
import { image } from "../graph/imageShape.js";
import type { Node, NodeOf } from "../graph/node.js";

/** Fewer positions than this an image, and products over them cost more than they compute. */
const fewPositions = 64;

/** Windows of at most this many entries (channels × taps) are gathered into one product. */
const gatheredWindow = 64;

/**
 * The gradient of a filter is, for each tap of the window, the product over images and positions of the
 * shifted input with the output's gradient: batched products run at 110-150 GFLOP/s, where the gradient
 * as one convolution with an image-sized window does 26 (docs/benchmarks.md).
 */
export const filterGradient: Rule = (node, build) => {
  if (node.operation !== "conv2dFilterGradient" || node.attributes.layout !== "nchw")
    return undefined;
  const [x, gradient] = node.inputs;
  if (!x || !gradient) return undefined;
  const { strides, filterShape } = node.attributes;
  const [, channels = 1, height = 1, width = 1] = filterShape;
  if (channels * height * width <= gatheredWindow) return gatheredWindows(node, build);
  if (strides[0] === 1 && strides[1] === 1) return shiftedTaps(node, build);
  const from = image(gradient.shape, "nchw");
  if (from.height * from.width >= fewPositions) return asUnitStride(node, build);
  return asConvolution(node, build) ?? asUnitStride(node, build);
};

/**
 * Small windows: a convolution with one-hot filters copies what each window sees into channels (one
 * pass, padding and strides included), and one product an image does the rest.
 */
function gatheredWindows(node: NodeOf<"conv2dFilterGradient">, build: GraphBuilder): Node {
  const { x, gradient, filter, from } = operands(node);
  const { strides, padding, layout } = node.attributes;
  const taps = filter.height * filter.width;
  const entries = taps * filter.channels;
  const oneHot = new Float32Array(entries * entries);
  // Entry (tap, channel) of the window, in the order of a filter [h, w, in, out]; filters here are [out, in, h, w].
  for (let tap = 0; tap < taps; tap++)
    for (let channel = 0; channel < filter.channels; channel++)
      oneHot[(tap * filter.channels + channel) * entries + channel * taps + tap] = 1;
  const gather = build.floats([entries, filter.channels, filter.height, filter.width], oneHot);
  const windows = build.node("conv2d", [x, gather], {
    layout,
    strides,
    padding,
    dilations: [1, 1],
  });
  const positions = from.height * from.width;
  const summed = overImages(
    build,
    build.reshape(windows, [from.batch, entries, positions]),
    build.reshape(gradient, [from.batch, from.channels, positions]),
  );
  return asFilter(build, summed, node);
}

/** Rows shift the input, columns the gradient: 2(k − 1) copies instead of k². */
function shiftedTaps(node: NodeOf<"conv2dFilterGradient">, build: GraphBuilder): Node {
  const { x, gradient, filter, from, to } = operands(node);
  const { padding } = node.attributes;
  const { channels, height, width } = filter;
  const positions = from.height * to.width;
  const rows = Array.from({ length: height }, (_, row) => {
    const before = padding[0] - row;
    const shifted = shift(build, x, 2, before, from.height - to.height - before);
    return build.reshape(shifted, [from.batch, channels, positions]);
  });
  const columns = Array.from({ length: width }, (_, column) => {
    const before = column - padding[2];
    const shifted = shift(build, gradient, 3, before, to.width - from.width - before);
    return build.reshape(shifted, [from.batch, from.channels, positions]);
  });
  const taps = rows.flatMap((row) =>
    columns.map((column) =>
      build.reshape(overImages(build, row, column), [1, channels, from.channels]),
    ),
  );
  return asFilter(build, build.node("concat", taps, { axis: 0 }), node);
}

/** A window of k at stride s over c channels is one of ⌈k/s⌉ at stride 1 over the c·s² channels of the phases. */
function asUnitStride(node: NodeOf<"conv2dFilterGradient">, build: GraphBuilder): Node {
  const { x, gradient, filter, from, to } = operands(node);
  const { padding, strides } = node.attributes;
  const [vertical, horizontal] = strides;
  const taps = [Math.ceil(filter.height / vertical), Math.ceil(filter.width / horizontal)] as const;
  const cells = [from.height + taps[0] - 1, from.width + taps[1] - 1] as const;
  const padded = build.node("pad", [x], {
    paddings: [
      [0, 0],
      [0, 0],
      [padding[0], cells[0] * vertical - to.height - padding[0]],
      [padding[2], cells[1] * horizontal - to.width - padding[2]],
    ],
    value: 0,
  });
  const split = build.reshape(padded, [
    to.batch,
    to.channels,
    cells[0],
    vertical,
    cells[1],
    horizontal,
  ]);
  const phases = build.reshape(build.transpose(split, [0, 3, 5, 1, 2, 4]), [
    to.batch,
    vertical * horizontal * to.channels,
    ...cells,
  ]);
  const unit = build.node("conv2dFilterGradient", [phases, gradient], {
    layout: "nchw",
    strides: [1, 1],
    padding: [0, 0, 0, 0],
    filterShape: [filter.outputs, vertical * horizontal * to.channels, ...taps],
  });
  // [o, (v, h, c), tv, th] → [o, c, tv·v, th·h], cropped to the window.
  const apart = build.reshape(unit, [filter.outputs, vertical, horizontal, to.channels, ...taps]);
  const joined = build.reshape(build.transpose(apart, [0, 3, 4, 1, 5, 2]), [
    filter.outputs,
    to.channels,
    taps[0] * vertical,
    taps[1] * horizontal,
  ]);
  return build.node("slice", [joined], { begin: [0, 0, 0, 0], size: node.attributes.filterShape });
}

/**
 * One convolution over images as channels, its window the whole gradient; undefined where rows that no
 * window reaches would have to be cropped.
 */
function asConvolution(
  node: NodeOf<"conv2dFilterGradient">,
  build: GraphBuilder,
): Node | undefined {
  const { x, gradient, filter, to, from } = operands(node);
  const { padding, strides } = node.attributes;
  const [top, bottom, left, right] = padding;
  const unreadRows = to.height + top + bottom - (from.height - 1) * strides[0] - filter.height;
  const unreadColumns = to.width + left + right - (from.width - 1) * strides[1] - filter.width;
  if (unreadRows > bottom || unreadColumns > right) return undefined;
  const imagesAsChannels = [1, 0, 2, 3];
  const correlation = build.node(
    "conv2d",
    [build.transpose(x, imagesAsChannels), build.transpose(gradient, imagesAsChannels)],
    {
      layout: "nchw",
      strides: [1, 1],
      dilations: strides,
      padding: [top, bottom - unreadRows, left, right - unreadColumns],
    },
  );
  return build.transpose(correlation, imagesAsChannels);
}

function operands(node: NodeOf<"conv2dFilterGradient">) {
  const [x, gradient] = node.inputs;
  if (!x || !gradient)
    throw new Error("A filter gradient needs the input and the gradient of the output.");
  const [outputs = 1, channels = 1, height = 1, width = 1] = node.attributes.filterShape;
  return {
    x,
    gradient,
    filter: { outputs, channels, height, width },
    from: image(gradient.shape, "nchw"),
    to: image(x.shape, "nchw"),
  };
}

/** Zeros before and after along one axis; negative counts crop. */
function shift(build: GraphBuilder, x: Node, axis: number, before: number, after: number): Node {
  return build.node("pad", [x], {
    paddings: x.shape.map((_, each) =>
      each === axis ? ([before, after] as const) : ([0, 0] as const),
    ),
    value: 0,
  });
}

/** Σ over images and positions of a ⊗ b: `[n, a, p]`, `[n, b, p]` → `[a, b]`. */
function overImages(build: GraphBuilder, a: Node, b: Node): Node {
  const product = build.node("matMul", [a, b], { transposeA: false, transposeB: true });
  return build.node("sum", [product], { axes: [0], keepDims: false });
}

/** `[taps · channels, outputs]` as a filter `[outputs, channels, height, width]`. */
function asFilter(build: GraphBuilder, summed: Node, node: NodeOf<"conv2dFilterGradient">): Node {
  const [outputs = 1, channels = 1, height = 1, width = 1] = node.attributes.filterShape;
  return build.transpose(build.reshape(summed, [height, width, channels, outputs]), [3, 2, 0, 1]);
}
