import onnxProto from "onnx-proto";
import type { DType, HostTensor } from "../../gloro/program.js";
import { elementArray } from "../elementArray.js";
import type { Graph, Node } from "../graph/node.js";

const { onnx } = onnxProto;

/** ONNX's numbers for element types. */
export const elementTypes = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9 } as const;

type AttributeValue = number | string | readonly number[] | { readonly float: number };

/** Prefix of a model's outputs: a program's state is input and output under one name, ONNX wants two. */
export const outputPrefix = "out:";

/** Collects the nodes and initializers of one ONNX graph. */
export class GraphWriter {
  private readonly nodes: onnxProto.onnx.INodeProto[] = [];
  private readonly initializers = new Map<string, onnxProto.onnx.ITensorProto>();
  private readonly names = new Map<Node, string>();
  private count = 0;

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

  /** Adds a node with one output and returns that output's name. */
  emit(
    opType: string,
    input: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    domain = "",
  ): string {
    const output = `v${this.count++}`;
    this.nodes.push({
      opType,
      domain,
      name: `${opType}_${output}`,
      input: [...input],
      output: [output],
      attribute: Object.entries(attributes).map(([name, value]) => attributeOf(name, value)),
    });
    return output;
  }

  /** An int64 initializer, such as the axes of a reduction. */
  integers(values: readonly number[]): string {
    return this.initializer(`i64:${values.join()}`, {
      dims: [values.length],
      dataType: elementTypes.int64,
      rawData: bytesOf(BigInt64Array.from(values.map((value) => BigInt(value)))),
    });
  }

  /** A scalar initializer. */
  scalar(value: number, dtype: DType): string {
    const digits = Object.is(value, -0) ? "-0" : String(value);
    return this.initializer(`${dtype}:${digits}`, {
      dims: [],
      dataType: elementTypes[dtype],
      rawData: bytesOf(elementArray(dtype, [value])),
    });
  }

  /** An initializer of any shape. */
  tensor({ shape, dtype, data }: HostTensor): string {
    return this.initializer(`c${this.count++}`, {
      dims: [...shape],
      dataType: elementTypes[dtype],
      rawData: bytesOf(data),
    });
  }

  /** The encoded model; its outputs carry the names of `outputs` behind `outputPrefix`. */
  encode(graph: Graph, outputs: ReadonlyMap<string, Node>): Uint8Array {
    const results = [...outputs].map(([output, node]) => {
      const name = outputPrefix + output;
      this.nameOutput(node, name);
      return valueInfo(name, node);
    });
    const used = new Set(this.nodes.flatMap((node) => node.input ?? []));
    const model = onnx.ModelProto.create({
      irVersion: 8,
      producerName: "gloro",
      opsetImport: [
        { domain: "", version: 17 },
        { domain: "com.microsoft", version: 1 },
      ],
      graph: {
        name: graph.name,
        node: this.nodes,
        input: graph.inputs.flatMap((input) => {
          const name = this.nameOf(input);
          return used.has(name) ? [valueInfo(name, input)] : [];
        }),
        output: results,
        initializer: [...this.initializers.values()],
      },
    });
    return onnx.ModelProto.encode(model).finish();
  }

  /** Gives a value its output name: by renaming where a node computes it, by a copy otherwise. */
  private nameOutput(node: Node, output: string): void {
    const name = this.nameOf(node);
    const producer = this.nodes.find((each) => each.output?.[0] === name);
    if (!producer || name.startsWith(outputPrefix)) {
      this.nodes.push({
        opType: "Identity",
        name: `copy_${output}`,
        input: [name],
        output: [output],
      });
      return;
    }
    producer.output = [output];
    for (const each of this.nodes)
      each.input = (each.input ?? []).map((input) => (input === name ? output : input));
    // All nodes of this value, so that a second output copies the first.
    for (const [bound, boundName] of this.names)
      if (boundName === name) this.names.set(bound, output);
  }

  private initializer(name: string, tensor: onnxProto.onnx.ITensorProto): string {
    if (!this.initializers.has(name)) this.initializers.set(name, { ...tensor, name });
    return name;
  }
}

function valueInfo(
  name: string,
  { shape, dtype }: Pick<Node, "shape" | "dtype">,
): onnxProto.onnx.IValueInfoProto {
  return {
    name,
    type: {
      tensorType: {
        elemType: elementTypes[dtype],
        shape: { dim: shape.map((dimValue) => ({ dimValue })) },
      },
    },
  };
}

function attributeOf(name: string, value: AttributeValue): onnxProto.onnx.IAttributeProto {
  const { AttributeType } = onnx.AttributeProto;
  if (typeof value === "string")
    return { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) };
  if (typeof value === "number") return { name, type: AttributeType.INT, i: value };
  if ("float" in value) return { name, type: AttributeType.FLOAT, f: value.float };
  return { name, type: AttributeType.INTS, ints: [...value] };
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
