import { KernelBackend } from "@tensorflow/tfjs-core";
import type { BackendValues, DataType } from "@tensorflow/tfjs-core";
import { elementArray } from "../../gloro/elementArray.js";
import type { DType } from "../../gloro/program.js";
import type { GraphBuilder } from "../graph/builder.js";
import { sizeOf } from "../graph/node.js";
import type { Node } from "../graph/node.js";

/** What TF.js calls a data id: any object. */
type DataId = object;

/** The name under which the tracing backend is registered with TF.js. */
export const tracingBackendName = "gloro-trace";

/** A TF.js backend that computes nothing: each tensor stands for a node of the graph being recorded. */
export class TracingBackend extends KernelBackend {
  private values = new WeakMap<DataId, Node>();
  private recording: GraphBuilder | undefined;

  /** Records what `body` does into `build`. */
  record<T>(build: GraphBuilder, body: () => T): T {
    if (this.recording) throw new Error("A program is already being recorded.");
    this.recording = build;
    try {
      return body();
    } finally {
      this.recording = undefined;
      this.values = new WeakMap();
    }
  }

  /** The builder of the graph that is being recorded. */
  get build(): GraphBuilder {
    if (!this.recording) throw new Error("A traced tensor was used outside of its program.");
    return this.recording;
  }

  /** The node that a tensor stands for. */
  nodeOf(tensor: { dataId: DataId }): Node {
    const node = this.values.get(tensor.dataId);
    if (!node) throw new Error("A tensor from outside was used in a program: pass it as an input.");
    return node;
  }

  /** What TF.js needs to know of a new tensor. */
  tensorOf(node: Node): { dataId: DataId; shape: number[]; dtype: DType } {
    const dataId = {};
    this.values.set(dataId, node);
    return { dataId, shape: [...node.shape], dtype: node.dtype };
  }

  override write(values: BackendValues, shape: number[], dtype: DataType): DataId {
    return this.tensorOf(constantOf(this.build, values, shape, dtype)).dataId;
  }

  override readSync(): never {
    throw new Error(
      "A program read a tensor's values while it was being recorded; it may only combine tensors.",
    );
  }

  override read(): never {
    return this.readSync();
  }

  override disposeData(): boolean {
    return true;
  }

  override refCount(): number {
    return 1;
  }

  override incRef(): void {
    // Nodes are immutable and garbage-collected.
  }

  override numDataIds(): number {
    return 0;
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override timerAvailable(): boolean {
    return false;
  }
}

function constantOf(
  build: GraphBuilder,
  values: BackendValues,
  shape: number[],
  dtype: DataType,
): Node {
  if (dtype !== "float32" && dtype !== "int32" && dtype !== "bool")
    throw new Error(`Programs hold float32, int32 and bool tensors, not ${dtype}.`);
  const numbers = Array.from(values, Number);
  const first = numbers[0] ?? 0;
  if (numbers.length === sizeOf(shape) && numbers.every((value) => Object.is(value, first)))
    return build.fill(first, { shape, dtype });
  return build.constant({ shape, dtype, data: elementArray(dtype, numbers) });
}
