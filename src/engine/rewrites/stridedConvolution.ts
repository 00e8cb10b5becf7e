import type { GraphBuilder, Rule } from "../graph/builder.js";
import { filterOf, image } from "../graph/inferShape.js";
import type { Node, NodeOf } from "../graph/node.js";
import type { OperationAttributes } from "../graph/operations.js";
import { gatherWindows } from "./gatherWindows.js";

/** Below this many images the copies cost more than the products gain (the power method's single one). */
const fewImages = 8;

/** Products over more entries than this (16 MB) leave the cache, and ConvTranspose is as fast. */
const cachedEntries = 4e6;

/** Windows of fewer entries (channels × taps) convolve fast as they are. */
const smallWindow = 64;

/**
 * A convolution of stride 2 and more as one product of matrices, its windows gathered before: at 16 → 32
 * channels 1.6 ms where onnxruntime's convolution takes 2.9, and the gradient of the filter, a product
 * with the same windows, 2.6 ms where it takes 6.6 as a convolution (docs/benchmarks.md). At stride 1
 * the windows would be k² times the input, and the copies cost more than they gain.
 */
export const stridedConvolution: Rule = (node, build) => {
  if (node.operation === "conv2dInputGradient")
    return isStrided(node) ? inputGradient(build, node) : undefined;
  if (node.operation !== "conv2d" && node.operation !== "conv2dFilterGradient") return undefined;
  const [x, second] = node.inputs;
  const { layout, strides, padding } = node.attributes;
  if (!x || !second || !isStrided(node)) return undefined;
  const filterShape = node.operation === "conv2d" ? second.shape : node.attributes.filterShape;
  const filter = filterOf(filterShape, layout);
  const entries = filter.height * filter.width * filter.inputs;
  if (image(x.shape, layout).batch < fewImages || entries <= smallWindow) return undefined;

  const kernel = [filter.height, filter.width] as const;
  if (node.operation === "conv2d") {
    const windows = gatherWindows(build, x, { kernel, strides, padding, positions: node.shape });
    const product = build.node(
      "matMul",
      [windows, build.reshape(second, [entries, filter.outputs])],
      plain,
    );
    return build.reshape(product, node.shape);
  }
  const windows = gatherWindows(build, x, { kernel, strides, padding, positions: second.shape });
  return filterGradient(build, windows, second, node);
};

function isStrided({
  attributes: { layout, strides },
}: NodeOf<"conv2d"> | NodeOf<"conv2dInputGradient"> | NodeOf<"conv2dFilterGradient">): boolean {
  return layout === "nhwc" && Math.min(...strides) > 1;
}

const plain: OperationAttributes["matMul"] = { transposeA: false, transposeB: false };

/** (gᵀ · windows)ᵀ: transposing the narrow gradient is cheaper than the wide windows. */
function filterGradient(
  build: GraphBuilder,
  windows: Node,
  gradient: Node,
  { attributes }: NodeOf<"conv2dFilterGradient">,
): Node {
  const outputs = gradient.shape.at(-1) ?? 1;
  const flat = build.reshape(gradient, [windows.shape[0] ?? 1, outputs]);
  const product = build.node("matMul", [flat, windows], { transposeA: true, transposeB: false });
  return build.reshape(build.transpose(product, [1, 0]), attributes.filterShape);
}

/**
 * The gradient of the input likewise: pixels at one phase of the stride all read the gradient through
 * one small window, so a product gives every phase of a cell at once, and a transpose puts them in place.
 */
function inputGradient(build: GraphBuilder, node: NodeOf<"conv2dInputGradient">): Node | undefined {
  const [gradient, filter] = node.inputs;
  if (!gradient || !filter) return undefined;
  const { inputShape, strides, padding } = node.attributes;
  const [vertical, horizontal] = strides;
  const to = image(inputShape, "nhwc");
  const from = image(gradient.shape, "nhwc");
  const { height, width, inputs, outputs } = filterOf(filter.shape, "nhwc");
  const taps = [Math.ceil(height / vertical), Math.ceil(width / horizontal)] as const;
  const cells = [
    Math.ceil((padding[0] + to.height) / vertical),
    Math.ceil((padding[2] + to.width) / horizontal),
  ] as const;
  const after = [cells[0] - from.height, cells[1] - from.width] as const;
  const entries = taps[0] * taps[1] * outputs;
  if (to.batch < fewImages) return undefined;
  if (to.batch * cells[0] * cells[1] * entries > cachedEntries || Math.min(...after) < 0)
    return undefined;

  const windows = gatherWindows(build, gradient, {
    kernel: taps,
    strides: [1, 1],
    padding: [taps[0] - 1, after[0], taps[1] - 1, after[1]],
    positions: [to.batch, ...cells],
  });
  const whole = build.node("pad", [filter], {
    paddings: [
      [0, taps[0] * vertical - height],
      [0, taps[1] * horizontal - width],
      [0, 0],
      [0, 0],
    ],
    value: 0,
  });
  const split = build.reshape(whole, [taps[0], vertical, taps[1], horizontal, inputs, outputs]);
  const backwards = build.node("reverse", [split], { axes: [0, 2] });
  const kernel = build.reshape(build.transpose(backwards, [0, 2, 5, 1, 3, 4]), [
    entries,
    vertical * horizontal * inputs,
  ]);
  const phases = build.reshape(build.node("matMul", [windows, kernel], plain), [
    to.batch,
    ...cells,
    vertical,
    horizontal,
    inputs,
  ]);
  const placed = build.reshape(build.transpose(phases, [0, 1, 3, 2, 4, 5]), [
    to.batch,
    cells[0] * vertical,
    cells[1] * horizontal,
    inputs,
  ]);
  return build.node("slice", [placed], { begin: [0, padding[0], padding[2], 0], size: inputShape });
}
