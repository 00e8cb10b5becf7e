import { createVSIX } from "@vscode/vsce";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { filesOf, findWrongFiles, sizeLimit } from "./checkContents.js";
import type { PackedFile } from "./checkContents.js";
import { stageExtension } from "./stageExtension.js";
import { targets } from "./targets.js";
import type { TargetName } from "./targets.js";

/** A VSIX that was made and checked. */
export interface PackedExtension {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly files: readonly PackedFile[];
}

/**
 * Makes the VSIX for a target.
 * @param root the repository, after `npm run build`
 * @param path the VSIX to write
 * @throws Error where it holds a file that it must not, lacks one, or is too large.
 */
export async function packExtension(
  root: string,
  target: TargetName,
  path: string,
): Promise<PackedExtension> {
  const temporary = mkdtempSync(join(tmpdir(), "gloro-package-"));
  try {
    const stage = join(temporary, "extension");
    mkdirSync(stage);
    await stageExtension(root, targets[target], stage, temporary);
    await createVSIX({
      cwd: stage,
      target,
      packagePath: path,
      dependencies: false,
      allowMissingRepository: true,
    });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  const vsix = readFileSync(path);
  const files = filesOf(vsix);
  const wrong = findWrongFiles(
    target,
    files.map((file) => file.path),
  );
  if (vsix.length >= sizeLimit) {
    wrong.push(`${path} has ${vsix.length} bytes; less than ${sizeLimit} are allowed.`);
  }
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  return { path, size: vsix.length, files };
}
