import { existsSync } from "node:fs";
import { extname } from "node:path";
import { UsageError } from "../usageError.js";

/** Throws UsageError where a file that is to be written has another ending, or is there already. */
export function checkOutput(path: string, ending: string, overwrite: boolean): void {
  if (extname(path) !== ending) {
    throw new UsageError(`${path} does not end in ${ending}. Name a file that does.`);
  }
  if (!overwrite && existsSync(path)) {
    throw new UsageError(`${path} is there already. Overwrite it with --force, or name another.`);
  }
}
