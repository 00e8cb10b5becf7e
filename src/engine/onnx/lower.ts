import { lowerNode } from "../graph/lowering.js";
import type { Lowerings } from "../graph/lowering.js";
import type { Graph } from "../graph/node.js";
import { mirroredNodesOf, nodesOf } from "../graph/node.js";
import { GraphWriter } from "./graphWriter.js";
import { lowerings } from "./lowerings.js";

/** A graph as an encoded ONNX model, with the names of the inputs that it reads. */
export interface OnnxModel {
  readonly bytes: Uint8Array;
  readonly inputs: readonly string[];
}

/**
 * Writes a rewritten graph as an ONNX model. Inputs that no output depends on are left out.
 *
 * @param table how each operation is said to the provider that runs it; to the CPU if left out
 */
export function lowerToOnnx(graph: Graph, table: Lowerings<GraphWriter> = lowerings): OnnxModel {
  const write = new GraphWriter();
  // onnxruntime walks back from the last node, to the last of its inputs first: of several steps it would come to
  // the last one's norm of gradients first, and keep the gradients of all others until then.
  const nodes = graph.repeats ? mirroredNodesOf(graph) : nodesOf(graph);
  for (const node of nodes) {
    const operands = node.inputs.map((input) => write.nameOf(input));
    write.bind(node, lowerNode(table, node, write, operands));
  }
  const read = new Set(nodes);
  const inputs = graph.inputs.filter((input) => read.has(input));
  return {
    bytes: write.encode({ ...graph, inputs }, graph.outputs),
    inputs: inputs.map((input) => input.attributes.name),
  };
}
