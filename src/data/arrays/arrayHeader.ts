import { elementTypes } from "./elementTypes.js";
import { idxHeader } from "./idxHeader.js";
import { isNpy, npyHeader } from "./npyHeader.js";
import { elementCount, type ArrayHeader } from "./numberArray.js";

/** Reads the header of an IDX or NumPy file, told apart by their first bytes. */
export function arrayHeader(bytes: Uint8Array, where: string): ArrayHeader {
  return isNpy(bytes) ? npyHeader(bytes, where) : idxHeader(bytes, where);
}

/** The length of the whole file, in bytes, that a header claims. */
export function claimedBytes({ shape, type, dataOffset }: ArrayHeader): number {
  return dataOffset + elementCount(shape) * elementTypes[type].bytes;
}
