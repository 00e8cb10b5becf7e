import * as vscode from "vscode";
import { answerPage } from "../page/answerPage.js";
import { openPage } from "../page/openPage.js";
import type { PageHome } from "../page/openPage.js";
import { saveChart } from "../page/saveChart.js";
import type { RunStore } from "../runs/runStore.js";
import type { SweepAction, ToSweep } from "./messages.js";
import { sweepView } from "./sweepView.js";

/** Changes of several runs come in bursts. */
const burstMs = 250;

/** The page of one family of runs, told anew when one of them changes. Disposed with its panel. */
export class SweepPanel {
  private burst: NodeJS.Timeout | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly id: string,
    private readonly store: RunStore,
    { extensionUri, log }: PageHome,
  ) {
    const { webview } = panel;
    panel.title = id;
    const icon = (name: string) => vscode.Uri.joinPath(extensionUri, "media", "icons", name);
    panel.iconPath = { light: icon("dashboard-light.svg"), dark: icon("dashboard-dark.svg") };
    answerPage<SweepAction>(
      webview,
      {
        ready: () => {
          void this.tellFirst();
        },
        act: (action) => vscode.commands.executeCommand(...commandOf(action, id)),
        save: (files) => saveChart(store.parents[0] ?? id, files),
      },
      (message) => {
        log.error(`${id}: ${message}`);
      },
    );
    const listener = store.onDidChange((change) => {
      const run = change && store.get(change.folder);
      if (run?.kind === "run" && run.sweep?.id !== id) return;
      this.burst ??= setTimeout(() => {
        this.tell();
      }, burstMs);
    });
    const trust = vscode.workspace.onDidGrantWorkspaceTrust(() => {
      this.tell();
    });
    panel.onDidDispose(() => {
      listener.dispose();
      trust.dispose();
      clearTimeout(this.burst);
    });
    openPage(webview, extensionUri, "sweep", vscode.l10n.t("Opening the sweep…"));
  }

  private async tellFirst(): Promise<void> {
    await this.store.list();
    this.tell();
  }

  private tell(): void {
    clearTimeout(this.burst);
    this.burst = undefined;
    // A hidden page is gone; shown again it says that it is ready.
    if (!this.panel.visible) return;
    const sweep = sweepView(this.id, this.store.known);
    this.panel.title = sweep.name;
    const message: ToSweep = { type: "sweep", isTrusted: vscode.workspace.isTrusted, sweep };
    void this.panel.webview.postMessage(message);
  }
}

function commandOf(action: SweepAction, id: string): [command: string, argument: string] {
  switch (action.kind) {
    case "open":
      return ["gloro.openDashboard", action.folder];
    case "stop":
      return ["gloro.stopSweep", id];
    default:
      return action satisfies never;
  }
}
