import { unzipSync } from "fflate";
import { contents } from "./contents.js";
import { targets } from "./targets.js";
import type { TargetName } from "./targets.js";

/** No VSIX may be as large, in bytes. */
export const sizeLimit = 50_000_000;

/** A file of a VSIX. */
export interface PackedFile {
  readonly path: string;
  /** In bytes, as it is installed. */
  readonly size: number;
  /** In bytes, in the VSIX. */
  readonly packedSize: number;
}

/** The files of a VSIX without the two that describe it, by path from its folder `extension`. */
export function filesOf(vsix: Uint8Array): PackedFile[] {
  const files: PackedFile[] = [];
  unzipSync(vsix, {
    filter({ name, originalSize, size }) {
      const [, path] = /^extension\/(.+)$/.exec(name) ?? [];
      if (path !== undefined) files.push({ path, size: originalSize, packedSize: size });
      return false;
    },
  });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Holds a VSIX's files against the list of its target.
 * @returns a sentence for each that is missing or too much.
 */
export function findWrongFiles(target: TargetName, paths: readonly string[]): string[] {
  const patterns = contents(targets[target]);
  const list = "packaging/contents.ts";
  return [
    ...paths
      .filter((path) => !patterns.some((pattern) => pattern.test(path)))
      .map(
        (path) => `${path} must not be in the VSIX for ${target}: no pattern of ${list} has it.`,
      ),
    ...patterns
      .filter((pattern) => !paths.some((path) => pattern.test(path)))
      .map(({ source }) => `The VSIX for ${target} has no file ${source}, which ${list} asks for.`),
  ];
}
