import { build } from "esbuild";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { extensionFolder } from "./workbenchUrl.js";

const bundled = join(extensionFolder, "dist", "test");

/**
 * Compiles the tests of `suite/` into dist/test, because the extension host reads JavaScript only.
 * @returns the module whose `run` runs them: what `@vscode/test-electron` calls extensionTestsPath.
 */
export async function bundleHostSuite(): Promise<string> {
  rmSync(bundled, { recursive: true, force: true });
  await build({
    absWorkingDir: extensionFolder,
    entryPoints: ["test/vscode/suite/index.ts", "test/vscode/suite/*.test.ts"],
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
