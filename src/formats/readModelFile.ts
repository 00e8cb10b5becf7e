import { readFile, stat } from "node:fs/promises";
import { GloronetError } from "./gloronetError.js";

// Node's readFile refuses more.
const largestFile = 2 ** 31 - 1;

/**
 * The bytes of a model file.
 *
 * @throws GloronetError for what is no regular file, cannot be read, or has 2 GiB or more
 */
export async function readModelFile(path: string): Promise<Uint8Array> {
  // A named pipe or a device would never end.
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new GloronetError(path, "there is no such file.");
  if (found.size > largestFile) {
    throw new GloronetError(path, `it has ${found.size} bytes; files under 2 GiB are read.`);
  }
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new GloronetError(path, `it cannot be read: ${reason}.`, { cause: error });
  }
}
