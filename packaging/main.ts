/*
 * `npm run package [-- TARGET…]`, after a build: a VSIX for each target, in the working directory.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { packExtension } from "./packExtension.js";
import { isTarget, targets } from "./targets.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  name: string;
  version: string;
};
const asked = process.argv.slice(2);
const bytesPerMegabyte = 1e6;

for (const target of asked.length > 0 ? asked : Object.keys(targets)) {
  if (!isTarget(target)) {
    throw new Error(`There is no target "${target}": ${Object.keys(targets).join(", ")} are.`);
  }
  const path = resolve(`${name}-${target}-${version}.vsix`);
  const { size, files } = await packExtension(root, target, path);
  console.log(`${path}: ${(size / bytesPerMegabyte).toFixed(1)} MB, ${files.length} files`);
}
