import { copyFileSync, constants, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { mediaFolder } from "./mediaFolder.js";

/**
 * Writes the sample workspace into a folder, made if it is not there. A file that is there already stays
 * as it is.
 *
 * @returns the names of the files that were written.
 */
export function writeSamples(folder: string): string[] {
  const samples = mediaFolder("samples");
  mkdirSync(folder, { recursive: true });
  return readdirSync(samples).filter((name) => isCopied(join(samples, name), join(folder, name)));
}

function isCopied(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
