import { basename } from "node:path";
import * as vscode from "vscode";
import type { LocatedProblem } from "../../runs/configError.js";
import { runsFolder } from "../../runs/runsFolder.js";
import type { Inquirer } from "../inquiries/inquirer.js";
import { withoutLinks } from "../plainText.js";
import { chooseConfig } from "./configFiles.js";
import { newConfig, workspaceFolder } from "./newConfig.js";
import type { TrainingHost } from "./trainingHost.js";

/** "GloRo: Train": from a config to a run in training, with its dashboard shown. */
export class TrainCommand {
  constructor(
    private readonly inquirer: Inquirer,
    private readonly host: TrainingHost,
  ) {}

  /** Trains the config given, the only one, or one that the user picks or makes from a recipe. */
  async train(argument: unknown): Promise<void> {
    const chosen = await chooseConfig(argument);
    const uri = chosen === "none" ? await newConfig() : chosen;
    if (!uri) return;
    if (chosen === "none") await vscode.window.showTextDocument(uri);
    await this.trainFile(uri);
  }

  private async trainFile(uri: vscode.Uri): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    // What is seen is trained. A config that was never saved may stay so: the run keeps it.
    if (document.isDirty && !document.isUntitled) await document.save();
    const made = await this.inquirer.ask("newRuns", {
      text: document.getText(),
      file: uri.fsPath,
      runs: runsFolder(workspaceFolder(uri).fsPath),
    });
    if ("problems" in made) {
      await showProblems(document, made.problems);
      return;
    }
    const { folders, sweep } = made;
    for (const folder of folders) await this.host.enqueue(folder);
    if (sweep !== undefined) await vscode.commands.executeCommand("gloro.openSweep", sweep);
    else await vscode.commands.executeCommand("gloro.openDashboard", folders[0]);
  }
}

/** Shows the config at its first problem; the others are marked in it. */
async function showProblems(
  document: vscode.TextDocument,
  problems: readonly LocatedProblem[],
): Promise<void> {
  const [first] = problems;
  const editor = await vscode.window.showTextDocument(document);
  if (first?.where.kind === "file") {
    const { line, column } = first.where;
    const position = new vscode.Position(line - 1, column - 1);
    editor.selection = new vscode.Selection(position, position);
    editor.revealRange(new vscode.Range(position, position));
  }
  const name = basename(document.uri.path);
  const rest = problems.length - 1;
  const message = first?.message ?? "";
  const sentence =
    rest === 0
      ? vscode.l10n.t("{0} cannot be trained: {1}", name, message)
      : vscode.l10n.t("{0} cannot be trained: {1} (and {2} more)", name, message, rest);
  void vscode.window.showErrorMessage(withoutLinks(sentence));
}
