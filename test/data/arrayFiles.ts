/** The bytes of a `.npy` file as NumPy writes them: the header padded to 64 bytes. */
export function npyFile(
  descr: string,
  shape: readonly number[],
  data: Uint8Array,
  { version = 1, fortranOrder = false } = {},
): Uint8Array {
  const lengths = shape.length === 1 ? `${shape[0] ?? 0},` : shape.join(", ");
  const order = fortranOrder ? "True" : "False";
  const dictionary = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${lengths}), }`;
  const prefix = version === 1 ? 10 : 12;
  const total = Math.ceil((prefix + dictionary.length + 1) / 64) * 64;
  const header = Buffer.alloc(total, " ");
  header.write("\x93NUMPY", "latin1");
  header[6] = version;
  header[7] = 0;
  if (version === 1) header.writeUInt16LE(total - prefix, 8);
  else header.writeUInt32LE(total - prefix, 8);
  header.write(dictionary, prefix, "utf8");
  header.write("\n", total - 1);
  return Buffer.concat([header, data]);
}

/** The bytes of an IDX file of unsigned bytes. */
export function idxFile(shape: readonly number[], data: Uint8Array): Uint8Array {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header[2] = 0x08;
  header[3] = shape.length;
  shape.forEach((length, axis) => header.writeUInt32BE(length, 4 + 4 * axis));
  return Buffer.concat([header, data]);
}

/** The bytes of a typed array, in this machine's order (little-endian wherever Node runs). */
export function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** The numbers `0..count-1`, as bytes. */
export function counting(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, index) => index);
}
