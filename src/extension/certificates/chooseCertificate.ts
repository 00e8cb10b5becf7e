import * as vscode from "vscode";
import { chooseFile } from "../page/chooseFile.js";
import { certificateEnding } from "./certificateEnding.js";
import { certificateReportType } from "./certificateReports.js";

/** The certificate file that is meant (see {@link chooseFile}). */
export function chooseCertificate(argument: unknown): Promise<string | undefined> {
  return chooseFile(argument, {
    viewType: certificateReportType,
    pattern: `**/*${certificateEnding}`,
    placeHolder: vscode.l10n.t("Choose a certificate"),
    none: vscode.l10n.t("There is no .gloro-certificate.json file in this workspace."),
  });
}
