import { decodeArray } from "./decodeArray.js";
import { gunzipArray, isGzip } from "./gunzipArray.js";
import type { NumberArray } from "./numberArray.js";
import { readFileBytes } from "./readFileBytes.js";

/**
 * Reads an array from an IDX or NumPy file, plain or gzipped.
 *
 * @throws GloroError when the file is missing, broken, cut short or of another format
 */
export async function readArrayFile(path: string): Promise<NumberArray> {
  const bytes = await readFileBytes(path);
  return decodeArray(isGzip(bytes) ? await gunzipArray(bytes, path) : bytes, path);
}
