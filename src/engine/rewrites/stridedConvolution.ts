import type { GraphBuilder, Rule } from "../graph/builder.js";
import { filterOf, image } from "../graph/imageShape.js";
import type { Node, NodeOf } from "../graph/node.js";
import type { OperationAttributes } from "../graph/operations.js";
import { gatherWindows } from "./gatherWindows.js";

/** Below this many images the copies cost more than the products gain (the power method's single one). */
export const fewImages = 8;

/** Windows of fewer entries (channels × taps) convolve fast as they are. */
export const smallWindow = 64;

/**
 * A convolution of stride 2 and more as one product of matrices, its windows gathered before: at 16 → 32
 * channels 1.6 ms where onnxruntime's convolution takes 2.9, and the gradient of the filter, a product
 * with the same windows, 2.6 ms where it takes 6.6 as a convolution (docs/benchmarks.md). At stride 1
 * the windows would be k² times the input, and the copies cost more than they gain.
 */
export const stridedConvolution: Rule = (node, build) => {
  if (node.operation !== "conv2d" && node.operation !== "conv2dFilterGradient") return undefined;
  // Blocks convolve at once, without windows (docs/benchmarks.md).
  if (node.operation === "conv2d" && node.attributes.blocks !== undefined) return undefined;
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
