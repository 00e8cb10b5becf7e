import { elementArray } from "../../gloro/elementArray.js";
import type { DType, HostTensor } from "../../gloro/program.js";
import type { AttrValue, FunctionDef, NodeDef, TensorShape } from "./messages.js";
import { dataTypes } from "./messages.js";

/** An attribute that is an element type. */
export const type = (dtype: keyof typeof dataTypes): AttrValue => ({ type: dataTypes[dtype] });
/** An attribute that is a text. */
export const text = (value: string): AttrValue => ({ s: new TextEncoder().encode(value) });
/** An attribute that is a list of integers. */
export const list = (values: readonly number[]): AttrValue => ({ list: { i: values } });
/** An attribute that is a list of element types. */
export const types = (dtypes: readonly DType[]): AttrValue => ({
  list: { type: dtypes.map((dtype) => dataTypes[dtype]) },
});
/** An attribute that is a shape. */
export const shaped = (shape: readonly number[]): AttrValue => ({ shape: shapeOf(shape) });

/** Collects the nodes of a TensorFlow graph. A value has the name of the node that gives it. */
export class GraphDefWriter {
  /** Functions that nodes call. */
  readonly functions: FunctionDef[] = [];
  private readonly written = new Map<string, NodeDef>();
  private count = 0;
  private device: string | undefined;

  /** The nodes so far. */
  get nodes(): readonly NodeDef[] {
    return [...this.written.values()];
  }

  /** Puts the nodes that follow on a device, such as `GPU:1`; TensorFlow places them itself where it is left out. */
  place(device?: string): void {
    this.device = device;
  }

  /** Adds a node and returns its name. An input `^name` only orders: it runs after that node. */
  emit(
    op: string,
    input: readonly string[],
    attr: Readonly<Record<string, AttrValue>> = {},
    name = `n${this.count++}`,
  ): string {
    if (this.written.has(name)) throw new Error(`The graph has a node "${name}" already.`);
    const { device } = this;
    const placed = device === undefined ? {} : { device: `/device:${device}` };
    this.written.set(name, { name, op, input, attr, ...placed });
    return name;
  }

  /** A float32 value rounded to bfloat16: once, however many read it. */
  bfloat16(value: string): string {
    const name = `${value}/bfloat16`;
    if (this.written.has(name)) return name;
    return this.emit("Cast", [value], { SrcT: type("float32"), DstT: type("bfloat16") }, name);
  }

  /** An int32 constant, such as the axes of a reduction. */
  integers(values: readonly number[]): string {
    const listed = values.map((value) => (value < 0 ? `m${-value}` : value)).join("_");
    const on = this.device === undefined ? "" : `_on_${this.device.replace(":", "_")}`;
    return this.shared(`i_${listed}${on}`, {
      shape: [values.length],
      dtype: "int32",
      data: Int32Array.from(values),
    });
  }

  /** An int32 scalar, such as an axis. */
  integer(value: number): string {
    return this.scalar(value, "int32");
  }

  /** A scalar constant. */
  scalar(value: number, dtype: DType): string {
    return this.tensor({ shape: [], dtype, data: elementArray(dtype, [value]) });
  }

  /** A constant. */
  tensor(tensor: HostTensor, name?: string): string {
    return this.emit("Const", [], { dtype: type(tensor.dtype), value: constantOf(tensor) }, name);
  }

  private shared(name: string, tensor: HostTensor): string {
    return this.written.has(name) ? name : this.tensor(tensor, name);
  }
}

function constantOf({ shape, dtype, data }: HostTensor): AttrValue {
  const { buffer, byteOffset, byteLength } = data;
  return {
    tensor: {
      dtype: dataTypes[dtype],
      tensorShape: shapeOf(shape),
      tensorContent: new Uint8Array(buffer, byteOffset, byteLength),
    },
  };
}

function shapeOf(shape: readonly number[]): TensorShape {
  return { dim: shape.map((size) => ({ size })) };
}
