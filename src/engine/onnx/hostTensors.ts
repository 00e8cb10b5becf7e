import * as ort from "onnxruntime-node";
import type { HostTensor } from "../../gloro/program.js";

/** An onnxruntime tensor with data of its own. */
export function copyToOrt(tensor: HostTensor): ort.Tensor {
  return toOrt({ ...tensor, data: tensor.data.slice() });
}

/** An onnxruntime tensor over the same data. */
export function toOrt({ data, dtype, shape }: HostTensor): ort.Tensor {
  return new ort.Tensor(dtype, data, shape);
}

/** The data of a tensor that is not on a GPU. @throws Error for a type that programs do not hold. */
export function fromOrt(tensor: ort.Tensor): HostTensor {
  const { data, type, dims } = tensor;
  if (type === "float32" && data instanceof Float32Array) return { data, dtype: type, shape: dims };
  if (type === "int32" && data instanceof Int32Array) return { data, dtype: type, shape: dims };
  if (type === "bool" && data instanceof Uint8Array) return { data, dtype: type, shape: dims };
  throw new Error(`onnxruntime returned a ${type} tensor, which programs do not hold.`);
}
