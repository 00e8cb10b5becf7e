import * as vscode from "vscode";
import { GloroError } from "../../gloro/errors.js";
import type { CertificateAction } from "../messages.js";
import { showReport } from "../page/reportPanel.js";
import type { ReportKind } from "../page/reportPanel.js";
import { CertificateDocument } from "./certificateDocument.js";
import type { Verifications } from "./verifications.js";

/** As package.json names the editor of certificate files. */
export const certificateReportType = "gloro.certificateReport";

const commands: ReportKind<CertificateAction>["commands"] = {
  verify: (uri) => ["gloro.verifyCertificate", uri],
};

/** Opens certificate files as reports. */
export class CertificateReports implements vscode.CustomReadonlyEditorProvider<CertificateDocument> {
  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly verifications: Verifications,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  openCustomDocument(uri: vscode.Uri): CertificateDocument {
    if (uri.scheme !== "file") {
      throw new GloroError(
        vscode.l10n.t(
          "A certificate's report is of a file on a disk: save {0} in a folder first.",
          uri.path,
        ),
      );
    }
    return new CertificateDocument(uri, this.verifications);
  }

  resolveCustomEditor(document: CertificateDocument, panel: vscode.WebviewPanel): void {
    const { extensionUri, log } = this;
    const waiting = vscode.l10n.t("Reading the certificate…");
    showReport(
      panel,
      document,
      { page: "certificateReport", waiting, commands },
      { extensionUri, log },
    );
  }
}
