import { setImmediate } from "node:timers/promises";
import * as vscode from "vscode";
import { UpdateBatches } from "../dashboard/updateBatches.js";
import type { ComparisonAction, ToComparison } from "./messages.js";
import { answerPage } from "../page/answerPage.js";
import { openPage } from "../page/openPage.js";
import type { PageHome } from "../page/openPage.js";
import { saveChart } from "../page/saveChart.js";
import { RowFeed } from "../rows/rowFeed.js";
import type { RunSources } from "../rows/rowFeed.js";

/** What a comparison works with. */
export interface ComparisonParts extends RunSources {
  readonly home: PageHome;
}

/** Runs side by side: follows their folders while it can be seen. Disposed with its panel. */
export class ComparisonPanel {
  private following: AbortController | undefined;

  /** @param folders two or more */
  constructor(
    panel: vscode.WebviewPanel,
    private readonly folders: readonly string[],
    private readonly parts: ComparisonParts,
  ) {
    const { webview } = panel;
    const { extensionUri, log } = parts.home;
    panel.title = vscode.l10n.t("Comparison of {0} runs", folders.length);
    const icon = (name: string) => vscode.Uri.joinPath(extensionUri, "media", "icons", name);
    panel.iconPath = { light: icon("dashboard-light.svg"), dark: icon("dashboard-dark.svg") };
    const post = (message: ToComparison) => void webview.postMessage(message);
    answerPage<ComparisonAction>(
      webview,
      {
        ready: () => {
          post({ type: "opened", folders });
          void this.follow(post);
        },
        act: ({ folder }) => vscode.commands.executeCommand("gloro.openDashboard", folder),
        save: (files) => saveChart(folders[0] ?? "", files),
      },
      (message) => {
        log.error(`A comparison: ${message}`);
      },
    );
    panel.onDidChangeViewState(() => {
      // A hidden page is gone; shown again it is a new one, and says that it is ready.
      if (!panel.visible) this.stopFollowing();
    });
    panel.onDidDispose(() => {
      this.stopFollowing();
    });
    openPage(webview, extensionUri, "comparison", vscode.l10n.t("Opening the runs…"));
  }

  private async follow(post: (message: ToComparison) => void): Promise<void> {
    this.stopFollowing();
    const abort = new AbortController();
    this.following = abort;
    const compared = new Set(this.folders);
    const feed = new RowFeed(
      this.parts,
      ({ folder }) => compared.has(folder),
      (changes) => {
        post({ type: "rows", ...changes });
      },
    );
    abort.signal.addEventListener("abort", () => {
      feed.dispose();
    });
    for (const folder of this.folders) {
      if (abort.signal.aborted) return;
      void this.followRun(folder, abort.signal, post);
      // Each reads all of its run at once: between them others have their turn.
      await setImmediate();
    }
  }

  private async followRun(
    folder: string,
    signal: AbortSignal,
    post: (message: ToComparison) => void,
  ): Promise<void> {
    const batches = new UpdateBatches((updates) => {
      post({ type: "updates", folder, updates });
    });
    signal.addEventListener("abort", () => {
      batches.dispose();
    });
    const { runUpdates } = await import("../dashboard/runUpdates.js");
    try {
      for await (const update of runUpdates(folder, { signal })) {
        if (signal.aborted) return;
        batches.push(update);
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.parts.home.log.error(`${folder}: ${message}`);
      batches.push({ type: "problem", problem: { kind: "unreadable", message } });
    }
  }

  private stopFollowing(): void {
    this.following?.abort();
    this.following = undefined;
  }
}
