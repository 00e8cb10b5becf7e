import type { Graph, Node } from "../graph/node.js";
import { nodesOf } from "../graph/node.js";
import { GraphWriter } from "./graphWriter.js";
import { lowerings } from "./lowerings.js";

/** A graph as an encoded ONNX model, with the names of the inputs that it reads. */
export interface OnnxModel {
  readonly bytes: Uint8Array;
  readonly inputs: readonly string[];
}

/** Writes a rewritten graph as an ONNX model. Inputs that no output depends on are left out. */
export function lowerToOnnx(graph: Graph): OnnxModel {
  const write = new GraphWriter();
  const nodes = nodesOf(graph);
  for (const node of nodes) write.bind(node, lowerNode(node, write));
  const read = new Set(nodes);
  const inputs = graph.inputs.filter((input) => read.has(input));
  return {
    bytes: write.encode({ ...graph, inputs }, graph.outputs),
    inputs: inputs.map((input) => input.attributes.name),
  };
}

function lowerNode(node: Node, write: GraphWriter): string {
  const inputs = node.inputs.map((input) => write.nameOf(input));
  // The table's row for an operation takes that operation's nodes.
  const lower = lowerings[node.operation] as (
    node: Node,
    write: GraphWriter,
    inputs: readonly string[],
  ) => string;
  return lower(node, write, inputs);
}
