import * as vscode from "vscode";

/** Called by VS Code once something that the extension contributes is needed. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("GloRo", { log: true });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("gloro.showLog", () => {
      log.show();
    }),
  );
}
