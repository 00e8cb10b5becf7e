import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { runPaths } from "../../src/runs/runPaths.js";
import type { TemporaryWorkspace } from "../vscode/temporaryWorkspace.js";
import { digitsConfig, writeConfig, writeDigits } from "./digits.js";
import { runOf } from "./runsOf.js";
import { gloroInTerminal } from "./terminal.js";

/** Trains a net on the digits, and puts it into the workspace as `digits.gloronet`; gives the run's folder. */
export async function trainDigits(workspace: TemporaryWorkspace): Promise<string> {
  writeDigits(workspace);
  writeConfig(workspace, digitsConfig());
  await gloroInTerminal(workspace, "train", "digits.gloro.json");
  const { folder } = runOf(workspace, "digits")!;
  copyFileSync(runPaths.bestNet(folder), join(workspace.folder, "digits.gloronet"));
  return folder;
}
