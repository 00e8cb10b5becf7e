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

/** As many zeros, in the array that holds elements of their type. */
export function zeros(dtype: DType, count: number): HostTensor["data"] {
  switch (dtype) {
    case "float32":
      return new Float32Array(count);
    case "int32":
      return new Int32Array(count);
    case "bool":
      return new Uint8Array(count);
    default:
      return dtype satisfies never;
  }
}
