import type { Rule } from "../graph/builder.js";

/**
 * A vector added over the last axis is added before a reshape that keeps this axis: next to a product,
 * where onnxruntime makes both one operation.
 */
export const biasBeforeReshape: Rule = (node, build) => {
  if (node.operation !== "add") return undefined;
  const [reshaped, bias] = node.inputs;
  const product = reshaped?.operation === "reshape" ? reshaped.inputs[0] : undefined;
  if (product?.operation !== "matMul" || bias?.shape.length !== 1) return undefined;
  if (product.shape.at(-1) !== bias.shape[0] || node.shape.at(-1) !== bias.shape[0])
    return undefined;
  return build.reshape(build.node("add", [product, bias], {}), node.shape);
};
