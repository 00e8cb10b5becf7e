import { ModelWriter } from "../../formats/onnx/modelWriter.js";
import type { ModelValue } from "../../formats/onnx/modelWriter.js";
import type { Graph, Node } from "../graph/node.js";

/** Prefix of a model's outputs: a program's state is input and output under one name, ONNX wants two. */
export const outputPrefix = "out:";

/** Writes one graph as an ONNX model, whose operations may be onnxruntime's own. */
export class GraphWriter extends ModelWriter {
  private readonly names = new Map<Node, string>();

  /** Gives a node's value a name. */
  bind(node: Node, name: string): void {
    this.names.set(node, name);
  }

  /** The ONNX name of a node's value. */
  nameOf(node: Node): string {
    const name = this.names.get(node);
    if (name === undefined) throw new Error(`${node.operation} is used before it is lowered.`);
    return name;
  }

  /** The encoded model; its outputs carry the names of `outputs` behind `outputPrefix`. */
  encode(graph: Graph, outputs: ReadonlyMap<string, Node>): Uint8Array {
    const results = [...outputs].map(([output, node]) => {
      const name = outputPrefix + output;
      this.nameOutput(node, name);
      return modelValue(name, node);
    });
    return this.encodeModel({
      name: graph.name,
      inputs: graph.inputs.flatMap((input) => {
        const name = this.nameOf(input);
        return this.reads(name) ? [modelValue(name, input)] : [];
      }),
      outputs: results,
      domains: { "com.microsoft": 1 },
    });
  }

  /** Gives a value its output name: by renaming where a node computes it, by a copy otherwise. */
  private nameOutput(node: Node, output: string): void {
    const name = this.nameOf(node);
    if (name.startsWith(outputPrefix) || !this.rename(name, output)) {
      this.copy(name, output);
      return;
    }
    // All nodes of this value, so that a second output copies the first.
    for (const [bound, boundName] of this.names)
      if (boundName === name) this.names.set(bound, output);
  }
}

function modelValue(name: string, { shape, dtype }: Node): ModelValue {
  return { name, shape, dtype };
}
