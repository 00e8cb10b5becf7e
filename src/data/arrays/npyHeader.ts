import { GloroError } from "../../gloro/errors.js";
import { elementTypes, isElementType } from "./elementTypes.js";
import type { ArrayHeader } from "./numberArray.js";

const magic = Buffer.from("\x93NUMPY", "latin1");

/** Whether a file begins as NumPy arrays do. */
export function isNpy(bytes: Uint8Array): boolean {
  return magic.equals(bytes.subarray(0, magic.length));
}

/**
 * Reads the header of a `.npy` file, versions 1 to 3 (numpy.lib.format): magic, version, the length
 * of the header, then a Python dictionary of `descr`, `fortran_order` and `shape`.
 *
 * @param bytes - the file, or at least its header
 * @throws GloroError for a broken header or a type of elements that holds no images or labels
 */
export function npyHeader(bytes: Uint8Array, where: string): ArrayHeader {
  const version = bytes[6] ?? 0;
  if (version < 1 || version > 3) {
    throw new GloroError(`${where} is a NumPy file of version ${version}; 1, 2 and 3 are read.`);
  }
  const lengthBytes = version === 1 ? 2 : 4;
  const textOffset = 8 + lengthBytes;
  const textLength = Buffer.from(bytes.subarray(8, textOffset)).reverse();
  const dataOffset =
    textLength.length === lengthBytes
      ? textOffset + textLength.readUIntBE(0, lengthBytes)
      : textOffset;
  if (bytes.length < dataOffset || textLength.length < lengthBytes) {
    throw new GloroError(
      `${where} is cut short: its NumPy header takes ${dataOffset} bytes, it holds ${bytes.length}.`,
    );
  }
  const text = Buffer.from(bytes.subarray(textOffset, dataOffset)).toString("utf8");
  return { ...parseDictionary(text, where), dataOffset };
}

function parseDictionary(text: string, where: string): Omit<ArrayHeader, "dataOffset"> {
  const descr = /'descr':\s*'([<>|=])([a-z]\d+)'/.exec(text);
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const lengths = /'shape':\s*\(([\d,\s]*)\)/.exec(text)?.[1];
  const type = descr?.[2] ?? "";
  if (!isElementType(type) || order === undefined || lengths === undefined) {
    throw new GloroError(
      `${where} has the NumPy header ${JSON.stringify(text.trim().slice(0, 200))}; arrays of ` +
        `${Object.keys(elementTypes).join(", ")} are read. Convert it with astype.`,
    );
  }
  return {
    type,
    shape: (lengths.match(/\d+/g) ?? []).map(Number),
    littleEndian: descr?.[1] !== ">",
    fortranOrder: order === "True",
  };
}
