import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The path of a `.gloronet` file of the Python library. */
export function fixtureFile(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/gloronet/${name}.gloronet`, import.meta.url));
}

/** The path of a copy of it, which a test may change. */
export function fixtureCopy(name: string, folder: string): string {
  const path = join(folder, `${name}.gloronet`);
  copyFileSync(fixtureFile(name), path);
  return path;
}
