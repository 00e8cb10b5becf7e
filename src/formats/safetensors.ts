import { SafetensorsError } from "./safetensorsError.js";
import { elementBytes, readHeader, writeHeader } from "./safetensorsHeader.js";
import type { HeaderEntry, SafetensorsDType } from "./safetensorsHeader.js";

/** The arrays that hold each element type; `BOOL` is one byte, 0 or 1. */
interface ArrayOf {
  F32: Float32Array;
  I32: Int32Array;
  U8: Uint8Array;
  BOOL: Uint8Array;
}

/** A tensor as safetensors knows it; values row by row. */
export type SafeTensor = {
  [K in SafetensorsDType]: {
    readonly dtype: K;
    readonly shape: readonly number[];
    readonly data: ArrayOf[K];
  };
}[SafetensorsDType];

/** What a safetensors file holds. */
export interface Safetensors {
  readonly tensors: Readonly<Record<string, SafeTensor>>;
  /** The texts under `__metadata__`. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes the safetensors format (little-endian, tensors in the order of their names).
 * @throws RangeError when a tensor's values do not fill its shape.
 */
export function writeSafetensors({ tensors, metadata }: Safetensors): Uint8Array {
  const sorted = Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1));
  const entries: HeaderEntry[] = [];
  let end = 0;
  for (const [name, { dtype, shape, data }] of sorted) {
    const count = shape.reduce((product, side) => product * side, 1);
    if (count !== data.length) {
      throw new RangeError(`"${name}" of shape [${shape.join(", ")}] has ${data.length} values.`);
    }
    const begin = end;
    end += count * elementBytes[dtype];
    entries.push({ name, dtype, shape, begin, end });
  }
  const header = writeHeader(entries, metadata);
  const file = new Uint8Array(header.length + end);
  file.set(header);
  for (const [index, [, { data }]] of sorted.entries()) {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    file.set(bytes, header.length + (entries[index]?.begin ?? 0));
  }
  return file;
}

/**
 * Reads a safetensors file, strictly: a bounded header, element types and shapes that agree with
 * their offsets, and tensors that fill the data without holes or overlaps.
 * @param where begins the message of an error, such as the file's path.
 * @throws SafetensorsError naming the position, what was expected and what was found.
 */
export function readSafetensors(file: Uint8Array, where: string): Safetensors {
  const { entries, metadata, dataStart } = readHeader(file, where);
  const tensors = entries.map((entry): [string, SafeTensor] => {
    // A copy, because the data's place in the file need not suit the element's alignment.
    const bytes = Uint8Array.from(file.subarray(dataStart + entry.begin, dataStart + entry.end));
    const tensor = decode[entry.dtype](bytes, entry.shape);
    if (tensor.dtype === "BOOL") checkBooleans(entry.name, tensor.data, where);
    return [entry.name, tensor];
  });
  return { tensors: Object.fromEntries(tensors), metadata };
}

const decode: {
  [K in SafetensorsDType]: (bytes: Uint8Array<ArrayBuffer>, shape: readonly number[]) => SafeTensor;
} = {
  F32: (bytes, shape) => ({ dtype: "F32", shape, data: new Float32Array(bytes.buffer) }),
  I32: (bytes, shape) => ({ dtype: "I32", shape, data: new Int32Array(bytes.buffer) }),
  U8: (bytes, shape) => ({ dtype: "U8", shape, data: bytes }),
  BOOL: (bytes, shape) => ({ dtype: "BOOL", shape, data: bytes }),
};

function checkBooleans(name: string, data: Uint8Array, where: string): void {
  const at = data.findIndex((value) => value > 1);
  if (at < 0) return;
  throw new SafetensorsError(where, `"${name}"[${at}]`, "0 or 1", String(data[at]));
}
