import { dirname } from "node:path";
import * as vscode from "vscode";
import type {
  FromModelReport,
  ModelAction,
  ModelReportRequest,
  Reply,
  ToModelReport,
} from "../messages.js";
import { saveChart } from "../dashboard/saveChart.js";
import { openPage } from "../page/openPage.js";
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
    private readonly document: ModelDocument,
    extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const { webview } = panel;
    webview.onDidReceiveMessage((message: FromModelReport) => {
      this.receive(message);
    });
    this.listener = document.onDidTell((message) => {
      // A hidden page is gone; shown again it says that it is ready, and is told everything.
      if (panel.visible) this.post(message);
    });
    panel.onDidDispose(() => {
      this.listener.dispose();
    });
    openPage(webview, extensionUri, "modelReport", vscode.l10n.t("Reading the model…"));
  }

  private receive(message: FromModelReport): void {
    switch (message.type) {
      case "ready":
        for (const told of this.document.messages) this.post(told);
        break;
      case "request":
        void this.answer(message.id, message.request);
        break;
      default:
        message satisfies never;
    }
  }

  private async answer(id: number, request: ModelReportRequest): Promise<void> {
    const reply = await this.carryOut(request).then(
      (): Reply => ({ type: "reply", id, ok: true }),
      (error: unknown): Reply => {
        const message = error instanceof Error ? error.message : String(error);
        this.log.error(`${this.document.uri.fsPath}: ${message}`);
        return { type: "reply", id, ok: false, message };
      },
    );
    this.post(reply);
  }

  private async carryOut(request: ModelReportRequest): Promise<void> {
    const { uri } = this.document;
    switch (request.type) {
      case "act":
        await vscode.commands.executeCommand(...commands[request.action](uri));
        break;
      case "save":
        await saveChart(uri.fsPath, request.files);
        break;
      default:
        request satisfies never;
    }
  }

  private post(message: ToModelReport): void {
    void this.panel.webview.postMessage(message);
  }
}
