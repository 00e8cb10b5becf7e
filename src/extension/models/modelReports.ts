import { dirname } from "node:path";
import * as vscode from "vscode";
import { askAlone } from "../inquiries/askAlone.js";
import type { ModelAction, ModelFinding, ToModelReport } from "./messages.js";
import type { FileReportKind } from "../page/fileReports.js";
import type { ModelCertificates } from "./modelCertificates.js";

/** As package.json names the editor of `.gloronet` files. */
export const modelReportType = "gloro.modelReport";

/** How a model file opens as a report. */
export function modelReportKind(
  certificates: ModelCertificates,
): FileReportKind<ModelAction, ToModelReport> {
  return {
    viewType: modelReportType,
    page: "modelReport",
    waiting: vscode.l10n.t("Reading the model…"),
    commands: {
      freeze: (uri) => ["gloro.freezeModel", uri],
      unfreeze: (uri) => ["gloro.unfreezeModel", uri],
      export: (uri) => ["gloro.exportModel", uri],
      certify: (uri) => ["gloro.certifyModel", uri],
      saveCertificate: (uri) => ["gloro.saveCertificate", uri],
      openRun: ({ fsPath }) => ["gloro.openDashboard", dirname(fsPath)],
    },
    read: async (file, tell, signal) => {
      const onNews = (finding: ModelFinding) => {
        tell({ type: "finding", finding });
      };
      const model = await askAlone("describeModel", { file }, { signal });
      if (model) onNews({ type: "model", model });
      // A certificate that is being made has the processor to itself: it is what the user waits for.
      await certificates.settled(file);
      await askAlone("examineModel", { file }, { signal, onNews });
      tell({ type: "examined" });
    },
    work: certificates,
  };
}
