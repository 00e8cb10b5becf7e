import { resolve } from "node:path";
import * as vscode from "vscode";
import type { PageHome } from "../page/openPage.js";
import { SubjectPanels } from "../page/subjectPanels.js";
import { DashboardPanel } from "./dashboardPanel.js";
import type { KeptDashboards } from "./keptDashboards.js";

/** As the tabs of dashboards are named. */
export const dashboardType = "gloro.dashboard";

/** The open dashboards, one for each run's folder. */
export class DashboardPanels extends SubjectPanels<string> {
  constructor(
    home: PageHome,
    private readonly kept: KeptDashboards,
  ) {
    super({
      viewType: dashboardType,
      home,
      keyOf: (folder) => resolve(folder),
      saved: savedFolder,
      show: (panel, runFolder) => {
        const folder = resolve(runFolder);
        panel.onDidDispose(() => {
          kept.forget(folder);
        });
        new DashboardPanel(panel, folder, home, (title) => {
          kept.keep(folder, title);
        });
      },
    });
  }

  /** Shows the dashboard that a tab had, in place of the tab; a tab of nobody knows what stays. */
  async reopen(tab: vscode.Tab): Promise<void> {
    const folder = this.kept.foldersOf(tab.label).find((kept) => !this.has(kept));
    if (folder === undefined) return;
    const { viewColumn, isActive } = tab.group;
    this.open(folder, { viewColumn, preserveFocus: !isActive });
    await vscode.window.tabGroups.close(tab, true);
  }
}

function savedFolder(state: unknown): string | undefined {
  if (typeof state !== "object" || state === null || !("folder" in state)) return undefined;
  return typeof state.folder === "string" ? state.folder : undefined;
}
