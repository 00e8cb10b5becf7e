import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { TemporaryWorkspace } from "../vscode/temporaryWorkspace.js";
import { extensionFolder } from "../vscode/workbenchUrl.js";

/** Runs the built `gloro` in a workspace, as a terminal there does; gives its exit code. */
export async function gloroInTerminal(
  { folder }: TemporaryWorkspace,
  ...arguments_: string[]
): Promise<number | null> {
  const child = spawn(
    process.execPath,
    [join(extensionFolder, "dist", "gloro.js"), ...arguments_],
    // The test runner's own options would load what the program does not have.
    { cwd: folder, stdio: "ignore", env: { ...process.env, NODE_OPTIONS: "" } },
  );
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}
