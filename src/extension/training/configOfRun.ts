import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import * as vscode from "vscode";
import type { Inquirer } from "../inquiries/inquirer.js";
import { freeFile, workspaceFolder } from "./newConfig.js";

/** Makes configs from those of runs. */
export class ConfigsOfRuns {
  constructor(private readonly inquirer: Inquirer) {}

  /** "Retry with changes": a run's config in an editor, not saved; its Train lens trains it as it stands. */
  async retry(folder: string, name: string): Promise<void> {
    const { text, file } = await this.prepare(folder, name);
    const uri = vscode.Uri.file(file).with({ scheme: "untitled" });
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    const everything = new vscode.Range(0, 0, document.lineCount, 0);
    edit.replace(uri, everything, text);
    await vscode.workspace.applyEdit(edit);
    await vscode.window.showTextDocument(document);
  }

  /** Writes a run's config as a new one into the workspace, and opens it. */
  async duplicate(folder: string, name: string): Promise<void> {
    const { text, file } = await this.prepare(folder, name);
    writeFileSync(file, text, { flag: "wx" });
    await vscode.window.showTextDocument(vscode.Uri.file(file));
  }

  private async prepare(folder: string, name: string): Promise<{ text: string; file: string }> {
    const text = await this.inquirer.ask("configOfRun", { folder });
    const parent = workspaceFolder(vscode.Uri.file(folder)).fsPath;
    // A name may hold what a file's may not.
    return { text, file: freeFile(parent, basename(name).replaceAll(/[^\w.-]+/g, "-")) };
  }
}
