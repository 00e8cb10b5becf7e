import onnxProto from "onnx-proto";
import { elementArray } from "../../gloro/elementArray.js";
import type { DType, HostTensor } from "../../gloro/program.js";

const { onnx } = onnxProto;

/** ONNX's numbers for element types. */
export const elementTypes = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
  float64: 11,
} as const;

type AttributeValue = number | string | readonly number[] | { readonly float: number };

/** An input or output of a model. */
export interface ModelValue {
  readonly name: string;
  /** A text stands for a size that each call chooses. */
  readonly shape: readonly (number | string)[];
  readonly dtype: keyof typeof elementTypes;
  /** What it is, for those who open the model. */
  readonly description?: string;
}

/** All of a model but its nodes and initializers. */
export interface ModelFrame {
  readonly name: string;
  readonly inputs: readonly ModelValue[];
  readonly outputs: readonly ModelValue[];
  readonly description?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** The version of each set of operations beside ONNX's own, by domain. */
  readonly domains?: Readonly<Record<string, number>>;
}

/** Collects the nodes and initializers of one ONNX graph, of opset 17. */
export class ModelWriter {
  private readonly nodes: onnxProto.onnx.INodeProto[] = [];
  private readonly initializers = new Map<string, onnxProto.onnx.ITensorProto>();
  private count = 0;

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

  /** Adds a cast. */
  cast(value: string, to: keyof typeof elementTypes): string {
    return this.emit("Cast", [value], { to: elementTypes[to] });
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
    return this.tensor(
      { shape: [], dtype, data: elementArray(dtype, [value]) },
      `${dtype}:${digits}`,
    );
  }

  /** An initializer of any shape; where the model has one of that name already, that one. */
  tensor({ shape, dtype, data }: HostTensor, name = `c${this.count++}`): string {
    return this.initializer(name, {
      dims: [...shape],
      dataType: elementTypes[dtype],
      rawData: bytesOf(data),
    });
  }

  /** Gives a node's output another name; false where no node computes that value. */
  rename(value: string, name: string): boolean {
    const producer = this.nodes.find((node) => node.output?.[0] === value);
    if (!producer) return false;
    producer.output = [name];
    for (const node of this.nodes)
      node.input = (node.input ?? []).map((input) => (input === value ? name : input));
    return true;
  }

  /** Adds a copy of a value under another name. */
  copy(value: string, name: string): void {
    this.nodes.push({ opType: "Identity", name: `copy_${name}`, input: [value], output: [name] });
  }

  /** Whether a node takes the value. */
  reads(value: string): boolean {
    return this.nodes.some(({ input }) => input?.includes(value));
  }

  /** The encoded model. */
  encodeModel({
    name,
    inputs,
    outputs,
    description = "",
    metadata = {},
    domains = {},
  }: ModelFrame): Uint8Array {
    const model = onnx.ModelProto.create({
      irVersion: 8,
      producerName: "gloro",
      opsetImport: Object.entries({ "": 17, ...domains }).map(([domain, version]) => ({
        domain,
        version,
      })),
      metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      graph: {
        name,
        node: this.nodes,
        input: inputs.map(valueInfo),
        output: outputs.map(valueInfo),
        initializer: [...this.initializers.values()],
        ...(description && { docString: description }),
      },
    });
    return onnx.ModelProto.encode(model).finish();
  }

  private initializer(name: string, tensor: onnxProto.onnx.ITensorProto): string {
    if (!this.initializers.has(name)) this.initializers.set(name, { ...tensor, name });
    return name;
  }
}

function valueInfo({
  name,
  shape,
  dtype,
  description,
}: ModelValue): onnxProto.onnx.IValueInfoProto {
  return {
    name,
    type: {
      tensorType: {
        elemType: elementTypes[dtype],
        shape: {
          dim: shape.map((size) =>
            typeof size === "number" ? { dimValue: size } : { dimParam: size },
          ),
        },
      },
    },
    ...(description && { docString: description }),
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
