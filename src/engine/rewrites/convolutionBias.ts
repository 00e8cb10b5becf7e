import type { Rule } from "../graph/builder.js";
import { sizeOf } from "../graph/node.js";

/** A value added to each channel of a convolution is its bias, but where blocks are added up before it. */
export const convolutionBias: Rule = (node, build) => {
  if (node.operation !== "add") return undefined;
  const [convolution, bias] = node.inputs;
  if (convolution?.operation !== "conv2d" || convolution.attributes.layout !== "nchw" || !bias)
    return undefined;
  if (convolution.attributes.blocks !== undefined) return undefined;
  const channels = node.shape[1] ?? 0;
  const perChannel =
    bias.shape.at(-3) === channels && sizeOf(bias.shape) === channels && bias.shape.length >= 3;
  if (convolution.inputs.length !== 2 || !perChannel) return undefined;
  return build.node(
    "conv2d",
    [...convolution.inputs, build.reshape(bias, [channels])],
    convolution.attributes,
  );
};
