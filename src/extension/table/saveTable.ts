import { homedir } from "node:os";
import { posix } from "node:path";
import * as vscode from "vscode";

/** Asks where to save a table of runs, and writes it there as CSV. */
export async function saveTable(csv: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const target = await vscode.window.showSaveDialog({
    defaultUri: folder.with({ path: posix.join(folder.path, "runs.csv") }),
    filters: { CSV: ["csv"] },
    title: vscode.l10n.t("Save the table"),
  });
  if (target) await vscode.workspace.fs.writeFile(target, Buffer.from(csv, "utf8"));
}
