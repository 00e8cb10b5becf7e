import { closeSync, fstatSync, openSync, writeSync } from "node:fs";
import { writing } from "./runErrors.js";

/** In which the system counts the room of a file. */
const blockBytes = 512;

/**
 * Writes over a JSON file of a run in the room that it has, for a disk too full for a second file:
 * unlike a replaced one it may be read while half written. White space fills what is left of it.
 *
 * @returns false, with nothing done, where the text needs more room
 * @throws RunWriteError
 */
export function overwriteRunFile(path: string, text: string): boolean {
  return writing(path, () => {
    const file = openSync(path, "r+");
    try {
      const { size, blocks } = fstatSync(file);
      const bytes = Buffer.from(text);
      if (bytes.length > Math.max(size, blocks * blockBytes)) return false;
      const rest = Buffer.alloc(Math.max(0, size - bytes.length), "\n");
      // In one call: a reader then sees all of it or nothing, on most file systems.
      writeSync(file, Buffer.concat([bytes, rest]), undefined, undefined, 0);
      return true;
    } finally {
      closeSync(file);
    }
  });
}
