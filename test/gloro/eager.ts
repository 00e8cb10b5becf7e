import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { DType, HostTensor, HostTensors, Program } from "../../src/gloro/program.js";

/** What `compute` makes, run at once on TF.js's own CPU backend, as numbers. */
export function numbers(compute: () => Tensor): number[] {
  void tf.setBackend("cpu");
  return tf.tidy(() => Array.from(compute().dataSync()));
}

/** A float32 tensor in host memory. */
export function host(shape: readonly number[], values: Iterable<number>): HostTensor {
  return { shape, dtype: "float32", data: Float32Array.from(values) };
}

/** An int32 tensor in host memory. */
export function hostIntegers(shape: readonly number[], values: Iterable<number>): HostTensor {
  return { shape, dtype: "int32", data: Int32Array.from(values) };
}

/** Host tensors as TF.js tensors. */
export function tensors(entries: HostTensors): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(entries).map(([name, { data, shape, dtype }]) => [
      name,
      tf.tensor(data, [...shape], dtype),
    ]),
  );
}

/** One call of a program, run at once on TF.js's own CPU backend. */
export function runEagerly(
  program: Program,
  state: HostTensors,
  inputs: HostTensors,
): { state: HostTensors; outputs: HostTensors } {
  void tf.setBackend("cpu");
  tf.engine().startScope();
  const given = { ...tensors(state) };
  const result = program.body(given, tensors(inputs));
  const next = { ...state, ...hostTensors(result.state) };
  const outputs = hostTensors(result.outputs);
  tf.dispose([result.state, result.outputs]);
  tf.engine().endScope();
  return { state: next, outputs };
}

function hostTensors(entries: Readonly<Record<string, Tensor>>): HostTensors {
  return Object.fromEntries(
    Object.entries(entries).map(([name, tensor]): [string, HostTensor] => [
      name,
      { shape: tensor.shape, dtype: dtypeOf(tensor), data: tensor.dataSync() },
    ]),
  );
}

function dtypeOf({ dtype }: Tensor): DType {
  if (dtype === "float32" || dtype === "int32" || dtype === "bool") return dtype;
  throw new Error(`A program made a tensor of type ${dtype}.`);
}

/** The values of one entry. */
export function valuesOf(entries: HostTensors, name: string): number[] {
  return Array.from(entries[name]!.data);
}
