import { basename } from "node:path";
import * as vscode from "vscode";
import type { RunAction, RunUpdate, ToDashboard } from "./messages.js";
import { answerPage } from "../page/answerPage.js";
import { openPage } from "../page/openPage.js";
import type { PageHome } from "../page/openPage.js";
import { saveChart } from "../page/saveChart.js";
import { UpdateBatches } from "./updateBatches.js";

const commands: { [A in RunAction]: string } = {
  stop: "gloro.stopRun",
  forceStop: "gloro.forceStopRun",
  checkpoint: "gloro.checkpointRun",
  resume: "gloro.resumeRun",
  openConfig: "gloro.openRunConfig",
  openLog: "gloro.openRunLog",
};

/** The dashboard of one run: follows its folder while it can be seen. Disposed with its panel. */
export class DashboardPanel {
  private following: AbortController | undefined;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly runFolder: string,
    private readonly home: PageHome,
    private readonly onTitle: (title: string) => void,
  ) {
    const { webview } = panel;
    const { extensionUri } = home;
    this.entitle(basename(runFolder));
    const icon = (name: string) => vscode.Uri.joinPath(extensionUri, "media", "icons", name);
    panel.iconPath = { light: icon("dashboard-light.svg"), dark: icon("dashboard-dark.svg") };
    answerPage<RunAction>(
      webview,
      {
        ready: () => {
          this.post({ type: "opened", folder: runFolder });
          void this.follow();
        },
        act: (action) => vscode.commands.executeCommand(commands[action], runFolder),
        save: (files) => saveChart(runFolder, files),
      },
      (message) => {
        this.complain(message);
      },
    );
    panel.onDidChangeViewState(() => {
      // A hidden page is gone; shown again it is a new one, and says that it is ready.
      if (!panel.visible) this.stopFollowing();
    });
    panel.onDidDispose(() => {
      this.stopFollowing();
    });
    openPage(webview, extensionUri, "dashboard", vscode.l10n.t("Opening the run…"));
  }

  private async follow(): Promise<void> {
    this.stopFollowing();
    const abort = new AbortController();
    this.following = abort;
    const batches = new UpdateBatches((updates) => {
      this.post({ type: "updates", updates });
    });
    abort.signal.addEventListener("abort", () => {
      batches.dispose();
    });
    // Not in activation's time: it loads the checks of what is read.
    const { runUpdates } = await import("./runUpdates.js");
    try {
      const options = { signal: abort.signal, translate: vscode.l10n.t };
      for await (const update of runUpdates(this.runFolder, options)) {
        if (abort.signal.aborted) return;
        this.retitle(update);
        batches.push(update);
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.complain(message);
      const problem = { kind: "unreadable", message } as const;
      batches.push({ type: "problem", problem });
    }
  }

  private retitle(update: RunUpdate): void {
    if (update.type === "run" && this.panel.title !== update.run.name) {
      this.entitle(update.run.name);
    }
  }

  private entitle(title: string): void {
    this.panel.title = title;
    this.onTitle(title);
  }

  private stopFollowing(): void {
    this.following?.abort();
    this.following = undefined;
  }

  private complain(message: string): void {
    this.home.log.error(`${this.runFolder}: ${message}`);
  }

  private post(message: ToDashboard): void {
    void this.panel.webview.postMessage(message);
  }
}
