import * as vscode from "vscode";

/** "Train" above a config. */
export class TrainLens implements vscode.CodeLensProvider {
  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    // In an untrusted workspace nothing is trained.
    if (!vscode.workspace.isTrusted) return [];
    const command = {
      command: "gloro.train",
      title: vscode.l10n.t("$(play) Train"),
      arguments: [uri],
    };
    return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command)];
  }
}
