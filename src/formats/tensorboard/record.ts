import crc32c from "crc-32/crc32c.js";

const lengthBytes = 8;
const crcBytes = 4;
/** A checksum of data that holds checksums is weak: TFRecord rotates and shifts each (`crc32c.h`). */
const maskDelta = 0xa282ead8;
const maskRotation = 15;

/** One record of a TFRecord file: length, its masked CRC-32C, the data, its masked CRC-32C; little-endian. */
export function tensorflowRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(lengthBytes + crcBytes + data.length + crcBytes);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(lengthBytes, maskedCrc(record.subarray(0, lengthBytes)), true);
  record.set(data, lengthBytes + crcBytes);
  view.setUint32(record.length - crcBytes, maskedCrc(data), true);
  return record;
}

function maskedCrc(bytes: Uint8Array): number {
  const crc = crc32c.buf(bytes);
  const rotated = (crc >>> maskRotation) | (crc << (32 - maskRotation));
  return (rotated + maskDelta) >>> 0;
}
