import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import type { RunsTableAction, ToRunsTable } from "./messages.js";
import { answerPage } from "../page/answerPage.js";
import { openPage } from "../page/openPage.js";
import type { PageHome } from "../page/openPage.js";
import { saveChart } from "../page/saveChart.js";
import { RowFeed } from "../rows/rowFeed.js";
import type { RunSources } from "../rows/rowFeed.js";
import { saveTable } from "./saveTable.js";

/** As the table's tab is named. */
export const runsTableType = "gloro.runsTable";
const viewKey = "gloro.runsTable.view";

/** What the table works with. */
export interface RunsTableParts extends RunSources {
  readonly home: PageHome;
  readonly memory: vscode.Memento;
}

/** The table of all runs: one panel, which comes back after a reload of the window. */
export class RunsTable extends Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private feed: RowFeed | undefined;

  constructor(private readonly parts: RunsTableParts) {
    super();
    this.register(
      vscode.window.registerWebviewPanelSerializer(runsTableType, {
        deserializeWebviewPanel: (panel) => {
          if (this.panel) panel.dispose();
          else this.adopt(panel);
          return Promise.resolve();
        },
      }),
    );
  }

  /** Shows the table. */
  open(): void {
    if (this.panel) this.panel.reveal();
    else {
      void closeRestored();
      const { Active } = vscode.ViewColumn;
      this.adopt(vscode.window.createWebviewPanel(runsTableType, "", Active));
    }
  }

  override dispose(): void {
    super.dispose();
    this.panel?.dispose();
  }

  private adopt(panel: vscode.WebviewPanel): void {
    const { home, memory } = this.parts;
    const { extensionUri, log } = home;
    home.onPanel(panel);
    this.panel = panel;
    panel.title = vscode.l10n.t("GloRo Runs");
    const icon = (name: string) => vscode.Uri.joinPath(extensionUri, "media", "icons", name);
    panel.iconPath = { light: icon("table-light.svg"), dark: icon("table-dark.svg") };
    const post = (message: ToRunsTable) => void panel.webview.postMessage(message);
    answerPage<RunsTableAction>(
      panel.webview,
      {
        ready: () => {
          const { isTrusted } = vscode.workspace;
          post({ type: "opened", isTrusted, view: memory.get(viewKey) });
          this.feed?.dispose();
          this.feed = new RowFeed(
            this.parts,
            () => true,
            (changes) => {
              post({ type: "rows", ...changes });
            },
          );
        },
        act: (action) => this.act(action),
        save: (files) => saveChart("", files),
      },
      (message) => {
        log.error(`The table of runs: ${message}`);
      },
    );
    panel.onDidChangeViewState(() => {
      // A hidden page is gone; shown again it is a new one, and says that it is ready.
      if (!panel.visible) this.feed?.dispose();
    });
    panel.onDidDispose(() => {
      this.feed?.dispose();
      this.panel = undefined;
    });
    openPage(panel.webview, extensionUri, "runsTable", vscode.l10n.t("Reading the runs…"));
  }

  private act(action: RunsTableAction): Thenable<unknown> {
    const run = vscode.commands.executeCommand;
    switch (action.kind) {
      case "open":
        return run("gloro.openDashboard", action.folder);
      case "rename":
        return run("gloro.renameRun", action);
      case "note":
        return run("gloro.editRunNotes", action);
      case "compare":
        return run("gloro.compareRuns", action);
      case "remove":
        return run("gloro.removeRun", action);
      case "saveCsv":
        return saveTable(action.csv);
      case "keepView":
        return this.parts.memory.update(viewKey, action.view);
      default:
        return action satisfies never;
    }
  }
}

/** A tab that a reload left in the background has no panel before it is shown: it would be a second table. */
async function closeRestored(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(
    tabs.filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith(runsTableType),
    ),
  );
}
