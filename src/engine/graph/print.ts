import type { Graph, Node } from "./node.js";
import { nodesOf } from "./node.js";

const typeNames = { float32: "f32", int32: "i32", bool: "bool" } as const;

/** A graph as text, a line a node: `%3:f32[8,10] = matMul %1 %2 {"transposeA":false,…}`. */
export function print(graph: Graph): string {
  const names = new Map<Node, string>();
  for (const input of graph.inputs) names.set(input, `%${input.attributes.name}`);
  const nodes = nodesOf(graph).filter((node) => node.operation !== "input");
  nodes.forEach((node, index) => names.set(node, `%${index}`));
  const nameOf = (node: Node): string => names.get(node) ?? "%?";

  const signature = graph.inputs.map((input) => `${nameOf(input)}:${printType(input)}`).join(", ");
  const lines = nodes.map((node) => {
    const operands = node.inputs.map((input) => ` ${nameOf(input)}`).join("");
    return `  ${nameOf(node)}:${printType(node)} = ${node.operation}${operands}${printAttributes(node)}`;
  });
  const results = [...graph.outputs].map(([name, node]) => `${name}=${nameOf(node)}`).join(" ");
  return [`${graph.name}(${signature})`, ...lines, `  return ${results}`].join("\n");
}

/** `f32[8,10]` */
export function printType({ shape, dtype }: Pick<Node, "shape" | "dtype">): string {
  return `${typeNames[dtype]}[${shape.join()}]`;
}

function printAttributes(node: Node): string {
  switch (node.operation) {
    case "constant":
      return node.attributes.tensor.data.length <= 8
        ? ` (${node.attributes.tensor.data.join()})`
        : "";
    case "fill":
      return ` ${node.attributes.value}`;
    default: {
      const text = JSON.stringify(node.attributes);
      return text === "{}" ? "" : ` ${text}`;
    }
  }
}
