import { GloroError } from "../../gloro/errors.js";
import type { ElementType } from "./elementTypes.js";
import type { ArrayHeader } from "./numberArray.js";

const elementTypeOfCode: ReadonlyMap<number, ElementType> = new Map<number, ElementType>([
  [0x08, "u1"],
  [0x09, "i1"],
  [0x0b, "i2"],
  [0x0c, "i4"],
  [0x0d, "f4"],
  [0x0e, "f8"],
]);

/**
 * Reads the header of an IDX file: two zero bytes, the element type, the rank, then a big-endian
 * 32-bit length a dimension (yann.lecun.com/exdb/mnist).
 *
 * @param bytes - the file, or at least its first 1024 bytes
 * @throws GloroError when the header is none, or ends early
 */
export function idxHeader(bytes: Uint8Array, where: string): ArrayHeader {
  const type = elementTypeOfCode.get(bytes[2] ?? 0);
  const rank = bytes[3] ?? 0;
  if (bytes[0] !== 0 || bytes[1] !== 0 || type === undefined || rank === 0) {
    throw new GloroError(
      `${where} is neither an IDX file nor a NumPy array: it begins with the bytes ` +
        `"${Buffer.from(bytes.subarray(0, 4)).toString("hex")}".`,
    );
  }
  const dataOffset = 4 + 4 * rank;
  if (bytes.length < dataOffset) {
    throw new GloroError(
      `${where} is cut short: its IDX header takes ${dataOffset} bytes, it holds ${bytes.length}.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  return { shape, type, littleEndian: false, fortranOrder: false, dataOffset };
}
