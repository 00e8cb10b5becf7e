import * as vscode from "vscode";
import { GloroError } from "../../gloro/errors.js";
import { answerPage } from "./answerPage.js";
import { openPage } from "./openPage.js";
import type { PageHome, PageName } from "./openPage.js";
import { ReportDocument } from "./reportDocument.js";
import type { FileSource } from "./reportDocument.js";
import { saveChart } from "./saveChart.js";

/** A kind of file that opens as a report. */
export interface FileReportKind<Action extends string, Message> extends FileSource<Message> {
  /** As package.json names the editor. */
  readonly viewType: string;
  readonly page: PageName;
  /** Said until the first message comes. */
  readonly waiting: string;
  /** The command behind each button. */
  readonly commands: {
    readonly [A in Action]: (uri: vscode.Uri) => [command: string, argument: unknown];
  };
}

/** Opens files of a kind as reports, until what it gives is disposed. */
export function openAsReports<Action extends string, Message>(
  kind: FileReportKind<Action, Message>,
  home: PageHome,
): vscode.Disposable {
  const reports = new FileReports(kind, home);
  return vscode.window.registerCustomEditorProvider(kind.viewType, reports, {
    supportsMultipleEditorsPerDocument: true,
  });
}

class FileReports<Action extends string, Message> implements vscode.CustomReadonlyEditorProvider<
  ReportDocument<Message>
> {
  constructor(
    private readonly kind: FileReportKind<Action, Message>,
    private readonly home: PageHome,
  ) {}

  async openCustomDocument(uri: vscode.Uri): Promise<ReportDocument<Message>> {
    if (uri.scheme !== "file") {
      throw new GloroError(
        vscode.l10n.t("A report is of a file on a disk: save {0} in a folder first.", uri.path),
      );
    }
    // Nobody saw whether the file changed while no report of it was open.
    await this.kind.work.current(uri.fsPath);
    return new ReportDocument(uri, this.kind);
  }

  resolveCustomEditor(document: ReportDocument<Message>, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const { uri } = document;
    const { page, waiting, commands } = this.kind;
    const { extensionUri, log, onPanel } = this.home;
    onPanel(panel);
    const post = (message: unknown) => {
      void webview.postMessage(message);
    };
    answerPage<Action>(
      webview,
      {
        ready: () => {
          for (const told of document.messages) post(told);
        },
        act: (action) => vscode.commands.executeCommand(...commands[action](uri)),
        save: (files) => saveChart(uri.fsPath, files),
      },
      (message) => {
        log.error(`${uri.fsPath}: ${message}`);
      },
    );
    const listener = document.onDidTell((message) => {
      // A hidden page is gone; shown again it says that it is ready, and is told everything.
      if (panel.visible) post(message);
    });
    panel.onDidDispose(() => {
      listener.dispose();
    });
    openPage(webview, extensionUri, page, waiting);
  }
}
