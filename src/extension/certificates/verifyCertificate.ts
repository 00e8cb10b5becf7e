import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import * as vscode from "vscode";
import { askAlone } from "../inquiries/askAlone.js";
import { askData } from "../models/askData.js";
import { withJob } from "../models/withJob.js";
import { withoutIcons, withoutLinks } from "../plainText.js";
import type { VerificationView } from "./messages.js";
import { certificateEnding } from "./certificateEnding.js";
import { certificateReportType } from "./certificateReports.js";
import type { Verifications } from "./certificateReports.js";
import { certifiedBy, rememberCertified } from "./certifiedBy.js";

/** Holds certificate files against models and data, one at a time each, and tells what became of them. */
export class VerifyCommand {
  constructor(
    private readonly verifications: Verifications,
    private readonly memory: vscode.Memento,
  ) {}

  /** Asks for the model and the data, with what the certificate was made of. @throws GloroError */
  async verify(file: string): Promise<void> {
    const { t } = vscode.l10n;
    if (this.verifications.isInWork(file)) {
      const message = withoutLinks(t("{0} is being verified already.", basename(file)));
      await vscode.window.showInformationMessage(message);
      return;
    }
    const known = certifiedBy(this.memory, file);
    const model = await askModel(file, known?.model);
    if (model === undefined) return;
    const data = await askData(
      t("The data whose test split was certified"),
      this.memory,
      known?.data,
    );
    if (data === undefined) return;
    const uri = vscode.Uri.file(file);
    await vscode.commands.executeCommand("vscode.openWith", uri, certificateReportType);
    const verified = await withJob(t("Verifying {0}", basename(file)), (signal, tell) => {
      const reading = t("Reading {0}", basename(file));
      tell(reading);
      return this.verifications.run(file, reading, async (report) => {
        const onNews = (activity: string) => {
          tell(activity);
          report(activity);
        };
        const question = { certificate: file, model, data };
        const verification = await askAlone("verifyCertificate", question, { signal, onNews });
        return verification && { message: { type: "verification", verification } };
      });
    });
    if (!verified) return;
    await rememberCertified(this.memory, file, { model, data });
    await tell(file, verified.message.verification);
  }
}

async function tell(file: string, { isVerified, claims, data, model }: VerificationView) {
  const { t } = vscode.l10n;
  const name = basename(file);
  if (isVerified) {
    const count = String(claims.length);
    const told = t("{0}: all {1} claims hold for {2} on {3}.", name, count, basename(model), data);
    await vscode.window.showInformationMessage(withoutLinks(told));
    return;
  }
  const failed = claims.find(({ failures }) => failures.length > 0);
  const [failure = ""] = failed?.failures ?? [];
  const told = t("{0} is not verified. Not so: {1}; {2}", name, failed?.claim ?? "", failure);
  await vscode.window.showErrorMessage(withoutLinks(told));
}

/** Offers the model that is remembered, and the one beside the certificate. */
async function askModel(
  certificate: string,
  remembered: string | undefined,
): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const stem = join(dirname(certificate), basename(certificate, certificateEnding));
  const offered = new Set(
    [remembered, `${stem}.gloronet`, `${stem}.h5`].filter(
      (file) => file !== undefined && existsSync(file),
    ),
  );
  const items: (vscode.QuickPickItem & { readonly file?: string })[] = [
    ...[...offered].map((file = "") => ({
      label: withoutIcons(basename(file)),
      description: withoutIcons(file),
      file,
    })),
    { label: t("File…"), description: t("a .gloronet or .h5 file") },
  ];
  const title = t("The model that was certified");
  const picked = await vscode.window.showQuickPick(items, { title });
  if (!picked || picked.file !== undefined) return picked?.file;
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: true,
      defaultUri: vscode.Uri.file(dirname(certificate)),
      filters: { [t("Model")]: ["gloronet", "h5"] },
    })) ?? [];
  return chosen?.fsPath;
}
