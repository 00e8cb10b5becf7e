import { existsSync } from "node:fs";
import { extname, resolve } from "node:path";
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

/** Checks that a `.gloronet` file may be written anew, or to `out`, which is not to be there. */
export function checkRewrite(file: string, out: string, force: boolean): void {
  if (extname(file) !== ".gloronet") {
    throw new UsageError(
      `${file} is no .gloronet file, and only these hold a frozen constant. Import it first: gloro import ${file} -o OUT.gloronet --epsilon E`,
    );
  }
  checkOutput(out, ".gloronet", force || resolve(out) === resolve(file));
}
