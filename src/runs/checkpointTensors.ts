import type { SafeTensor } from "../formats/safetensors.js";
import type { DType, HostTensor, HostTensors } from "../gloro/program.js";
import { RunFormatError } from "./runErrors.js";

/** The tensors of a checkpoint as safetensors. @throws TypeError for data not of their dtype. */
export function toSafetensors(tensors: HostTensors): Record<string, SafeTensor> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => {
      const safe = encode[tensor.dtype](tensor);
      if (!safe) throw new TypeError(`"${name}" is ${tensor.dtype}, but its data are not.`);
      return [name, safe];
    }),
  );
}

/** The way back. @throws RunFormatError for an element type that programs do not use. */
export function fromSafetensors(
  tensors: Readonly<Record<string, SafeTensor>>,
  path: string,
): HostTensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { dtype, shape, data }]) => {
      const known = dtypes[dtype];
      if (!known) throw new RunFormatError(path, `"${name}" is ${dtype}; a checkpoint has none.`);
      return [name, { dtype: known, shape, data }];
    }),
  );
}

const encode: { [K in DType]: (tensor: HostTensor) => SafeTensor | undefined } = {
  float32: ({ shape, data }) =>
    data instanceof Float32Array ? { dtype: "F32", shape, data } : undefined,
  int32: ({ shape, data }) =>
    data instanceof Int32Array ? { dtype: "I32", shape, data } : undefined,
  bool: ({ shape, data }) =>
    data instanceof Uint8Array ? { dtype: "BOOL", shape, data } : undefined,
};

const dtypes: { [K in SafeTensor["dtype"]]: DType | undefined } = {
  F32: "float32",
  I32: "int32",
  BOOL: "bool",
  U8: undefined,
};
