import * as vscode from "vscode";
import { askAlone } from "../inquiries/askAlone.js";
import type { CertificateAction, ToCertificateReport } from "./messages.js";
import type { FileReportKind } from "../page/fileReports.js";
import type { FileWork } from "../page/fileWork.js";

/** As package.json names the editor of certificate files. */
export const certificateReportType = "gloro.certificateReport";

/** What was verified in this window, the latest of each certificate file. */
export type Verifications = FileWork<Extract<ToCertificateReport, { type: "verification" }>>;

/** How a certificate file opens as a report. */
export function certificateReportKind(
  verifications: Verifications,
): FileReportKind<CertificateAction, ToCertificateReport> {
  return {
    viewType: certificateReportType,
    page: "certificateReport",
    waiting: vscode.l10n.t("Reading the certificate…"),
    commands: { verify: (uri) => ["gloro.verifyCertificate", uri] },
    read: async (file, tell, signal) => {
      const certificate = await askAlone("readCertificate", { file }, { signal });
      if (certificate) tell({ type: "certificate", certificate });
    },
    work: verifications,
  };
}
