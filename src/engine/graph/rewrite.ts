import { GraphBuilder } from "./builder.js";
import type { Rule } from "./builder.js";
import type { Graph, Node } from "./node.js";
import { nodesOf } from "./node.js";

/** Rebuilds a graph from its inputs, offering every node (also those that rules make) to `rules` in order. */
export function rewrite(graph: Graph, rules: readonly Rule[]): Graph {
  const build = new GraphBuilder(rules);
  const rebuilt = new Map<Node, Node>(graph.inputs.map((input) => [input, input]));
  for (const node of nodesOf(graph)) {
    if (node.operation === "input") continue;
    const inputs = node.inputs.map((input) => replacementOf(rebuilt, input));
    rebuilt.set(node, build.node(node.operation, inputs, node.attributes));
  }
  const outputs = [...graph.outputs].map(
    ([name, node]) => [name, replacementOf(rebuilt, node)] as const,
  );
  return { name: graph.name, inputs: graph.inputs, outputs: new Map(outputs) };
}

function replacementOf(rebuilt: ReadonlyMap<Node, Node>, node: Node): Node {
  const replacement = rebuilt.get(node);
  if (!replacement) throw new Error(`A node is used before it is made: ${node.operation}.`);
  return replacement;
}
