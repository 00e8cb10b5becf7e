import { basename } from "node:path";
import * as vscode from "vscode";
import type { ModelOnData } from "../inquiries/inquiries.js";
import type { FromPage } from "../page/messages.js";
import type { SampleAction, SampleWish, ToSamples } from "./messages.js";
import { answerPage } from "../page/answerPage.js";
import { FileChanges } from "../page/fileChanges.js";
import { openPage } from "../page/openPage.js";
import type { PageHome } from "../page/openPage.js";
import { saveChart } from "../page/saveChart.js";
import { SampleExploration } from "./sampleExploration.js";

const commands: { [A in SampleAction]: string } = { openReport: "gloro.openModel" };

/** Shows a model's answers to the examples of some data in a panel, until the panel is disposed. */
export function showSamples(
  panel: vscode.WebviewPanel,
  subject: ModelOnData,
  { extensionUri, log }: PageHome,
): void {
  const { webview } = panel;
  const { file } = subject;
  const post = (message: ToSamples) => {
    // A hidden page is gone; shown again it says that it is ready, and is told everything.
    if (panel.visible) void webview.postMessage(message);
  };
  const explore = () => new SampleExploration(subject, post);
  let exploration = explore();
  const changes = new FileChanges(file, () => {
    exploration.dispose();
    exploration = explore();
    for (const message of exploration.messages) post(message);
  });
  panel.title = vscode.l10n.t("Samples of {0}", basename(file));
  const icon = (name: string) => vscode.Uri.joinPath(extensionUri, "media", "icons", name);
  panel.iconPath = { light: icon("dashboard-light.svg"), dark: icon("dashboard-dark.svg") };
  answerPage<SampleAction>(
    webview,
    {
      ready: () => {
        for (const message of exploration.messages) post(message);
      },
      act: (action) => vscode.commands.executeCommand(commands[action], file),
      save: (files) => saveChart(file, files),
    },
    (message) => {
      log.error(`${file}: ${message}`);
    },
  );
  webview.onDidReceiveMessage((message: FromPage<SampleAction> | SampleWish) => {
    if (message.type !== "ready" && message.type !== "request") void exploration.grant(message);
  });
  panel.onDidDispose(() => {
    changes.dispose();
    exploration.dispose();
  });
  openPage(webview, extensionUri, "samples", vscode.l10n.t("Reading the model…"));
}
