import { resolve } from "node:path";
import * as vscode from "vscode";
import { DashboardPanel } from "./dashboardPanel.js";

const viewType = "gloro.dashboard";

/** The open dashboards, one a run. They come back after a reload of the window. */
export class DashboardPanels implements vscode.Disposable {
  private readonly panels = new Map<string, vscode.WebviewPanel>();
  private readonly serializer: vscode.Disposable;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        const folder = savedFolder(state);
        // A page that was closed before it knew its run has nothing to come back to.
        if (folder === undefined || this.panels.has(folder)) panel.dispose();
        else this.adopt(panel, folder);
        return Promise.resolve();
      },
    });
  }

  /** Shows the dashboard of a run; one that is open already comes to the front. */
  open(runFolder: string): void {
    const folder = resolve(runFolder);
    const panel = this.panels.get(folder);
    if (panel) {
      panel.reveal();
      return;
    }
    const { Active } = vscode.ViewColumn;
    this.adopt(vscode.window.createWebviewPanel(viewType, "GloRo", Active), folder);
  }

  /** Closes all dashboards. */
  dispose(): void {
    this.serializer.dispose();
    for (const panel of [...this.panels.values()]) panel.dispose();
  }

  private adopt(panel: vscode.WebviewPanel, folder: string): void {
    new DashboardPanel(panel, folder, this.extensionUri, this.log);
    this.panels.set(folder, panel);
    panel.onDidDispose(() => this.panels.delete(folder));
  }
}

function savedFolder(state: unknown): string | undefined {
  if (typeof state !== "object" || state === null || !("folder" in state)) return undefined;
  return typeof state.folder === "string" ? state.folder : undefined;
}
