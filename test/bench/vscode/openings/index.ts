import { readdirSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import * as vscode from "vscode";
import { runsFolder } from "../../../../src/runs/runsFolder.js";
import { reportMark } from "../../../vscode/reportMark.js";

/** A window that opens is busy with itself. */
const settleMs = 5000;
const watchedMs = 3000;
const tickMs = 2;

/** Runs in the extension host: opens each file and run of the folder, and prints how long it was blocked at most. */
export async function run(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("There is no folder.");
  await vscode.extensions.getExtension("gloro.gloro-vscode")?.activate();
  await setTimeout(settleMs);
  console.log(`${reportMark}nothing\t${await longestBlock()}`);
  const files = readdirSync(folder.uri.fsPath, { withFileTypes: true });
  for (const { name } of files.filter((entry) => entry.isFile())) {
    await opened(name, "vscode.open", vscode.Uri.joinPath(folder.uri, name));
  }
  const runs = runsFolder(folder.uri.fsPath);
  for (const name of readdirSync(runs)) {
    await opened(`run: ${name}`, "gloro.openDashboard", { folder: join(runs, name) });
  }
}

async function opened(name: string, command: string, argument: unknown): Promise<void> {
  const watched = longestBlock();
  await vscode.commands.executeCommand(command, argument);
  console.log(`${reportMark}${name}\t${await watched}`);
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** The longest time, in milliseconds, in which no other extension would have run. */
async function longestBlock(): Promise<number> {
  let [longest, last] = [0, performance.now()];
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - tickMs);
    last = now;
  }, tickMs);
  await setTimeout(watchedMs);
  clearInterval(timer);
  return Math.round(longest);
}
