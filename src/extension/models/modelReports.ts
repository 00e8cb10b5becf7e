import { dirname } from "node:path";
import * as vscode from "vscode";
import { GloroError } from "../../gloro/errors.js";
import type { ModelAction } from "../messages.js";
import { showReport } from "../page/reportPanel.js";
import type { ReportKind } from "../page/reportPanel.js";
import { ModelDocument } from "./modelDocument.js";
import type { ModelCertificates } from "./modelCertificates.js";

/** As package.json names the editor of `.gloronet` files. */
export const modelReportType = "gloro.modelReport";

const commands: ReportKind<ModelAction>["commands"] = {
  freeze: (uri) => ["gloro.freezeModel", uri],
  unfreeze: (uri) => ["gloro.unfreezeModel", uri],
  export: (uri) => ["gloro.exportModel", uri],
  certify: (uri) => ["gloro.certifyModel", uri],
  saveCertificate: (uri) => ["gloro.saveCertificate", uri],
  openRun: ({ fsPath }) => ["gloro.openDashboard", dirname(fsPath)],
};

/** Opens model files as reports. */
export class ModelReports implements vscode.CustomReadonlyEditorProvider<ModelDocument> {
  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly certificates: ModelCertificates,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  openCustomDocument(uri: vscode.Uri): ModelDocument {
    if (uri.scheme !== "file") {
      throw new GloroError(
        vscode.l10n.t(
          "A model report is of a file on a disk: save {0} in a folder first.",
          uri.path,
        ),
      );
    }
    return new ModelDocument(uri, this.certificates);
  }

  resolveCustomEditor(document: ModelDocument, panel: vscode.WebviewPanel): void {
    const { extensionUri, log } = this;
    const waiting = vscode.l10n.t("Reading the model…");
    showReport(panel, document, { page: "modelReport", waiting, commands }, { extensionUri, log });
  }
}
