import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { GloroError } from "../../gloro/errors.js";
import { runPaths } from "../../runs/runPaths.js";

/** The files of a run that people read. */
type ReadFile = "config" | "log";

/** Opens a file of a run. @throws GloroError where it is gone. */
export async function openRunFile(folder: string, which: ReadFile): Promise<void> {
  const path = runPaths[which](folder);
  if (!existsSync(path)) {
    throw new GloroError(
      vscode.l10n.t("{0} is gone: the run's folder was deleted or moved.", path),
    );
  }
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(path));
  if (which !== "log") return;
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  editor.revealRange(new vscode.Range(end, end));
}
