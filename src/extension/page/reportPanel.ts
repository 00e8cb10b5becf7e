import * as vscode from "vscode";
import { answerPage } from "./answerPage.js";
import { openPage } from "./openPage.js";
import type { PageName } from "./openPage.js";
import { saveChart } from "./saveChart.js";

/** A file that is open, and what its reports are told. */
export interface ReportedFile<Message> {
  readonly uri: vscode.Uri;
  /** What a report that opens now has to be told, in order. */
  readonly messages: readonly Message[];
  readonly onDidTell: vscode.Event<Message>;
}

/** What the reports of a kind of file have in common. */
export interface ReportKind<Action extends string> {
  readonly page: PageName;
  /** Said until the first message comes. */
  readonly waiting: string;
  /** The command behind each button. */
  readonly commands: {
    readonly [A in Action]: (uri: vscode.Uri) => [command: string, argument: unknown];
  };
}

/** Shows a report of a file in a panel, until the panel is disposed. */
export function showReport<Action extends string, Message>(
  panel: vscode.WebviewPanel,
  file: ReportedFile<Message>,
  { page, waiting, commands }: ReportKind<Action>,
  { extensionUri, log }: { extensionUri: vscode.Uri; log: vscode.LogOutputChannel },
): void {
  const { webview } = panel;
  const { uri } = file;
  const post = (message: Message) => {
    void webview.postMessage(message);
  };
  answerPage<Action>(
    webview,
    {
      ready: () => {
        for (const told of file.messages) post(told);
      },
      act: (action) => vscode.commands.executeCommand(...commands[action](uri)),
      save: (files) => saveChart(uri.fsPath, files),
    },
    (message) => {
      log.error(`${uri.fsPath}: ${message}`);
    },
  );
  const listener = file.onDidTell((message) => {
    // A hidden page is gone; shown again it says that it is ready, and is told everything.
    if (panel.visible) post(message);
  });
  panel.onDidDispose(() => {
    listener.dispose();
  });
  openPage(webview, extensionUri, page, waiting);
}
