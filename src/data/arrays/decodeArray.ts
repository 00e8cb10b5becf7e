import { GloroError } from "../../gloro/errors.js";
import { arrayHeader, claimedBytes } from "./arrayHeader.js";
import { elementTypes, type NumberValues } from "./elementTypes.js";
import { fortranOffsets } from "./fortranOffsets.js";
import { elementCount, type ArrayHeader, type NumberArray } from "./numberArray.js";

/**
 * Reads an array from the bytes of an IDX or NumPy file.
 *
 * @param where - the file's name, as the errors show it
 * @throws GloroError where the header is broken, or claims another length than the bytes have: before
 * any memory is taken for the numbers
 */
export function decodeArray(bytes: Uint8Array, where: string): NumberArray {
  const header = arrayHeader(bytes, where);
  const claimed = claimedBytes(header);
  if (claimed !== bytes.length) {
    throw new GloroError(
      `${where} claims the shape ${header.shape.join(" × ")}, so ${claimed} bytes were expected; ` +
        `${bytes.length} were found. Copy or download it again.`,
    );
  }
  return {
    shape: header.shape,
    kind: elementTypes[header.type].kind,
    values: decodeValues(header, bytes.subarray(header.dataOffset)),
  };
}

function decodeValues(header: ArrayHeader, data: Uint8Array): NumberValues {
  if (header.type === "u1" && !header.fortranOrder) return data;
  const element = elementTypes[header.type];
  const values = element.allocate(elementCount(header.shape));
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const offsets = header.fortranOrder ? fortranOffsets(header.shape) : undefined;
  for (let index = 0; index < values.length; index++) {
    const source = offsets === undefined ? index : offsets.next();
    values[index] = element.read(view, source * element.bytes, header.littleEndian);
  }
  return values;
}
