import { build } from "esbuild";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { extensionFolder } from "./workbenchUrl.js";

const bundled = join(extensionFolder, "dist", "test");

/** The tests of the extension host. */
export const hostSuite = ["test/vscode/suite/index.ts", "test/vscode/suite/*.test.ts"];

/**
 * Compiles modules of one folder into dist/test, because the extension host reads JavaScript only.
 * @param modules the first, `index.ts`, has a function `run`
 * @returns the first's path, compiled: what `@vscode/test-electron` calls extensionTestsPath.
 */
export async function bundleHostSuite(modules: readonly string[]): Promise<string> {
  rmSync(bundled, { recursive: true, force: true });
  await build({
    absWorkingDir: extensionFolder,
    entryPoints: [...modules],
    outdir: bundled,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
  return join(bundled, "index.js");
}
