import Mocha from "mocha";
import { readdirSync } from "node:fs";
import { format } from "node:util";
import { reportMark } from "../reportMark.js";

/**
 * Runs the tests beside this file, in the extension host. VS Code calls it: as a server here, and as
 * an application under `@vscode/test-electron`.
 * @throws Error that names how many tests failed, which makes the exit code.
 */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...message: unknown[]) => {
    console.log(`${reportMark}${format(...message)}`);
  };
  const mocha = new Mocha({ timeout: 30_000, color: false, reporter: "spec" });
  for (const file of readdirSync(import.meta.dirname)) {
    if (file.endsWith(".test.js")) mocha.addFile(`${import.meta.dirname}/${file}`);
  }
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} of the tests in the extension host failed.`);
}
