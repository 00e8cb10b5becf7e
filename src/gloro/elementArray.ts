import type { DType, HostTensor } from "./program.js";

/** The values in the array that holds elements of their type. */
export function elementArray(dtype: DType, values: ArrayLike<number>): HostTensor["data"] {
  switch (dtype) {
    case "float32":
      return Float32Array.from(values);
    case "int32":
      return Int32Array.from(values);
    case "bool":
      return Uint8Array.from(values);
    default:
      return dtype satisfies never;
  }
}
