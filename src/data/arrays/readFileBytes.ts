import { readFile, stat } from "node:fs/promises";
import { GloroError } from "../../gloro/errors.js";

// Node's readFile refuses more.
const largestFile = 2 ** 31 - 1;

/**
 * The bytes of a file.
 *
 * @throws GloroError when there is no such file, or it has 2 GiB or more
 */
export async function readFileBytes(path: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new GloroError(`There is no file ${path}.`);
  if (found.size > largestFile) {
    throw new GloroError(
      `${path} holds ${found.size} bytes; files under 2 GiB are read. Store the images as bytes.`,
    );
  }
  return readFile(path);
}
