import { elementArray } from "../../gloro/elementArray.js";
import type { HostTensor } from "../../gloro/program.js";
import { fold } from "../eager/interpret.js";
import type { Rule } from "../graph/builder.js";
import type { Node } from "../graph/node.js";
import { sizeOf } from "../graph/node.js";

/** Values larger than this are left to be computed: they would only swell the model. */
const foldedSize = 65536;

/** Computes what depends on constants alone. */
export const foldConstants: Rule = (node, build) => {
  if (node.inputs.length === 0 || sizeOf(node.shape) > foldedSize) return undefined;
  const constants: HostTensor[] = [];
  for (const input of node.inputs) {
    const value = constantValue(input);
    if (!value) return undefined;
    constants.push(value);
  }
  const folded = fold(node, constants);
  const first = folded.data[0] ?? 0;
  return folded.data.every((value) => Object.is(value, first))
    ? build.fill(first, node)
    : build.constant(folded);
};

/** The value of a constant node; undefined for others. */
export function constantValue(node: Node): HostTensor | undefined {
  if (node.operation === "constant") return node.attributes.tensor;
  if (node.operation !== "fill" || sizeOf(node.shape) > foldedSize) return undefined;
  const { value, spec } = node.attributes;
  return { ...spec, data: elementArray(spec.dtype, Array<number>(sizeOf(spec.shape)).fill(value)) };
}
