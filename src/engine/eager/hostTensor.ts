import * as tf from "@tensorflow/tfjs-core";
import { elementArray } from "../../gloro/elementArray.js";
import type { HostTensor, TensorSpec } from "../../gloro/program.js";

/** Copies host values into a TF.js tensor of the current backend. */
export function tensorFromHost({ data, shape, dtype }: HostTensor): tf.Tensor {
  return tf.tensor(data.slice(), [...shape], dtype);
}

/** Copies a TF.js tensor's values to the host. */
export function tensorToHost(tensor: tf.Tensor, { dtype }: TensorSpec): HostTensor {
  return { shape: tensor.shape, dtype, data: elementArray(dtype, tensor.dataSync()) };
}

/** Runs `body` and frees the tensors that it made. */
export function freeingTensors<T>(body: () => T): T {
  const engine = tf.engine();
  engine.startScope();
  try {
    return body();
  } finally {
    engine.endScope();
  }
}
