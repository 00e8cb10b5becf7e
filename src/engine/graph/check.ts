import { inferNodeShape } from "./inferShape.js";
import type { Graph } from "./node.js";
import { nodesOf, sameShape } from "./node.js";
import { printType } from "./print.js";

/** Throws where a node's shape or type is not what its operation gives, or an input is undeclared. */
export function checkGraph(graph: Graph): void {
  const declared = new Set(graph.inputs);
  for (const node of nodesOf(graph)) {
    if (node.operation === "input") {
      if (!declared.has(node))
        throw new Error(`${graph.name} reads "${node.attributes.name}", which is not an input.`);
      continue;
    }
    const expected = inferNodeShape(node);
    if (!sameShape(expected.shape, node.shape) || expected.dtype !== node.dtype)
      throw new Error(
        `${node.operation} in ${graph.name} is marked ${printType(node)}, but gives ${printType(expected)}.`,
      );
  }
}
