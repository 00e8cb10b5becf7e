import * as vscode from "vscode";
import { DashboardPanels } from "./dashboard/dashboardPanels.js";

/** Called by VS Code once something that the extension contributes is needed. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("GloRo", { log: true });
  const dashboards = new DashboardPanels(context.extensionUri, log);
  context.subscriptions.push(
    log,
    dashboards,
    vscode.commands.registerCommand("gloro.showLog", () => {
      log.show();
    }),
    vscode.commands.registerCommand("gloro.openDashboard", (folder: string) => {
      dashboards.open(folder);
    }),
  );
}
