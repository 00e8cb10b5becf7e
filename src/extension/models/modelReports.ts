import * as vscode from "vscode";
import { GloroError } from "../../gloro/errors.js";
import { ModelDocument } from "./modelDocument.js";
import type { ModelCertificates } from "./modelCertificates.js";
import { ModelReportPanel } from "./modelReportPanel.js";

/** As package.json names the editor of `.gloronet` files. */
export const modelReportType = "gloro.modelReport";

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
    new ModelReportPanel(panel, document, this.extensionUri, this.log);
  }
}
