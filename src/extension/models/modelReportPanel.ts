import { dirname } from "node:path";
import * as vscode from "vscode";
import type { ModelAction, ToModelReport } from "../messages.js";
import { answerPage } from "../page/answerPage.js";
import { openPage } from "../page/openPage.js";
import { saveChart } from "../page/saveChart.js";
import type { ModelDocument } from "./modelDocument.js";

const commands: { [A in ModelAction]: (uri: vscode.Uri) => [command: string, argument: unknown] } =
  {
    freeze: (uri) => ["gloro.freezeModel", uri],
    unfreeze: (uri) => ["gloro.unfreezeModel", uri],
    export: (uri) => ["gloro.exportModel", uri],
    certify: (uri) => ["gloro.certifyModel", uri],
    openRun: ({ fsPath }) => ["gloro.openDashboard", dirname(fsPath)],
  };

/** One report of a model file. Disposed with its panel. */
export class ModelReportPanel {
  private readonly listener: vscode.Disposable;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    document: ModelDocument,
    extensionUri: vscode.Uri,
    log: vscode.LogOutputChannel,
  ) {
    const { webview } = panel;
    const { uri } = document;
    answerPage<ModelAction>(
      webview,
      {
        ready: () => {
          for (const told of document.messages) this.post(told);
        },
        act: (action) => vscode.commands.executeCommand(...commands[action](uri)),
        save: (files) => saveChart(uri.fsPath, files),
      },
      (message) => {
        log.error(`${uri.fsPath}: ${message}`);
      },
    );
    this.listener = document.onDidTell((message) => {
      // A hidden page is gone; shown again it says that it is ready, and is told everything.
      if (panel.visible) this.post(message);
    });
    panel.onDidDispose(() => {
      this.listener.dispose();
    });
    openPage(webview, extensionUri, "modelReport", vscode.l10n.t("Reading the model…"));
  }

  private post(message: ToModelReport): void {
    void this.panel.webview.postMessage(message);
  }
}
