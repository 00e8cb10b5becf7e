import type { Rule } from "../graph/builder.js";
import { gradientPadding } from "../graph/convolutionGeometry.js";
import { filterOf } from "../graph/imageShape.js";

/**
 * At stride 1 the gradient of a convolution's input is a convolution with the flipped filter:
 * 135 GFLOP/s, where onnxruntime's ConvTranspose does 40 (docs/benchmarks.md).
 */
export const inputGradientAsConvolution: Rule = (node, build) => {
  if (node.operation !== "conv2dInputGradient" || node.attributes.layout !== "nchw")
    return undefined;
  const { strides, padding, layout } = node.attributes;
  const [gradient, filter] = node.inputs;
  if (!gradient || !filter || strides[0] !== 1 || strides[1] !== 1) return undefined;
  const { height, width } = filterOf(filter.shape, layout);
  const around = gradientPadding(padding, [height, width]);
  // Padding wider than the window would have to crop, which a convolution cannot say.
  if (around.some((zeros) => zeros < 0)) return undefined;
  const flipped = build.transpose(build.node("reverse", [filter], { axes: [2, 3] }), [1, 0, 2, 3]);
  return build.node("conv2d", [gradient, flipped], {
    layout,
    strides: [1, 1],
    dilations: [1, 1],
    padding: around,
  });
};
