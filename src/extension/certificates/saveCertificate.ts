import { basename } from "node:path";
import * as vscode from "vscode";
import { GloroError } from "../../gloro/errors.js";
import type { Inquirer } from "../inquiries/inquirer.js";
import type { ModelCertificate, ModelCertificates } from "../models/modelCertificates.js";
import { withoutLinks } from "../plainText.js";
import { certificateEnding } from "./certificateEnding.js";
import { certificateReportType } from "./certificateReports.js";
import { rememberCertified } from "./certifiedBy.js";

/** Who makes, keeps and remembers. */
export interface SaveCertificateParts {
  readonly certificates: ModelCertificates;
  readonly inquirer: Inquirer;
  readonly memory: vscode.Memento;
}

/** Asks where to save the certificate that was made of a model file, and offers to open it. @throws GloroError */
export async function saveCertificate(
  file: string,
  { certificates, inquirer, memory }: SaveCertificateParts,
): Promise<void> {
  const { t } = vscode.l10n;
  await latestOf(file, certificates);
  const proposed = file.replace(/\.(gloronet|h5)$/, "") + certificateEnding;
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(proposed),
    // Of an ending with two parts VS Code's own dialog adds the whole to what has it already.
    filters: { [t("GloRo Certificate")]: ["json"] },
    title: t("Save the certificate of {0}", basename(file)),
  });
  if (!target) return;
  const out = target.fsPath;
  if (!out.endsWith(certificateEnding)) {
    throw new GloroError(t("A certificate's name ends in {0}: {1}", certificateEnding, out));
  }
  // The model may have changed while a place was chosen.
  const certificate = await latestOf(file, certificates);
  await inquirer.ask("saveCertificate", { file: certificate.written, out });
  await rememberCertified(memory, out, { model: file, data: certificate.data });
  const open = t("Open");
  const told = withoutLinks(t("Saved the certificate as {0}.", out));
  if ((await vscode.window.showInformationMessage(told, open)) === open) {
    await vscode.commands.executeCommand("vscode.openWith", target, certificateReportType);
  }
}

async function latestOf(file: string, certificates: ModelCertificates): Promise<ModelCertificate> {
  const certificate = await certificates.current(file);
  if (certificate) return certificate;
  const { t } = vscode.l10n;
  throw new GloroError(
    t("There is no certificate of {0} as it is now: certify it first.", basename(file)),
  );
}
