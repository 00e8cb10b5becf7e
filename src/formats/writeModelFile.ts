import { GloronetError } from "./gloronetError.js";
import { replaceFile } from "./replaceFile.js";

/**
 * Writes a model file at once and durably: see {@link replaceFile}.
 *
 * @throws GloronetError when the disk refuses; an older file is then still there
 */
export function writeModelFile(path: string, content: Uint8Array): void {
  try {
    replaceFile(path, content, { durable: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new GloronetError(path, `it cannot be written: ${reason}.`, { cause: error });
  }
}
