import { resolve } from "node:path";
import * as vscode from "vscode";
import type { PageHome } from "../page/openPage.js";
import { DashboardPanel } from "./dashboardPanel.js";
import type { KeptDashboards } from "./keptDashboards.js";

/** As the tabs of dashboards are named. */
export const dashboardType = "gloro.dashboard";

/** The open dashboards, one a run. They come back after a reload of the window. */
export class DashboardPanels implements vscode.Disposable {
  private readonly panels = new Map<string, vscode.WebviewPanel>();
  private readonly serializer: vscode.Disposable;

  constructor(
    private readonly home: PageHome,
    private readonly kept: KeptDashboards,
  ) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(dashboardType, {
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
    this.create(folder, { viewColumn: Active });
  }

  /** Shows the dashboard that a tab had, in place of the tab; a tab of nobody knows what stays. */
  async reopen(tab: vscode.Tab): Promise<void> {
    const folder = this.kept.foldersOf(tab.label).find((kept) => !this.panels.has(kept));
    if (folder === undefined) return;
    const { viewColumn, isActive } = tab.group;
    this.create(folder, { viewColumn, preserveFocus: !isActive });
    await vscode.window.tabGroups.close(tab, true);
  }

  /** Closes all dashboards. */
  dispose(): void {
    this.serializer.dispose();
    for (const panel of [...this.panels.values()]) panel.dispose();
  }

  private create(
    folder: string,
    place: { readonly viewColumn: vscode.ViewColumn; readonly preserveFocus?: boolean },
  ): void {
    this.adopt(vscode.window.createWebviewPanel(dashboardType, "GloRo", place), folder);
  }

  private adopt(panel: vscode.WebviewPanel, folder: string): void {
    this.home.onPanel(panel);
    this.panels.set(folder, panel);
    panel.onDidDispose(() => {
      this.panels.delete(folder);
      this.kept.forget(folder);
    });
    new DashboardPanel(panel, folder, this.home, (title) => {
      this.kept.keep(folder, title);
    });
  }
}

function savedFolder(state: unknown): string | undefined {
  if (typeof state !== "object" || state === null || !("folder" in state)) return undefined;
  return typeof state.folder === "string" ? state.folder : undefined;
}
