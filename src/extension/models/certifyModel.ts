import { basename } from "node:path";
import * as vscode from "vscode";
import { askAlone } from "../inquiries/askAlone.js";
import type { Inquirer } from "../inquiries/inquirer.js";
import { askData } from "./askData.js";
import type { ModelCertificates } from "./modelCertificates.js";
import { modelReportType } from "./modelReports.js";
import { parseRadii } from "./parseRadii.js";
import { withJob } from "./withJob.js";

const radiiKey = "gloro.certify.radii";

/** Certifies model files, one at a time each, and shows the certificates in their reports. */
export class CertifyCommand {
  private readonly inWork = new Set<string>();

  constructor(
    private readonly inquirer: Inquirer,
    private readonly certificates: ModelCertificates,
    private readonly memory: vscode.Memento,
  ) {}

  /** Asks for data and radii, with what was answered last. @throws GloroError */
  async certify(file: string): Promise<void> {
    const { t } = vscode.l10n;
    if (this.inWork.has(file)) {
      const message = t("{0} is being certified already.", basename(file));
      await vscode.window.showInformationMessage(message);
      return;
    }
    const data = await askData(t("The data whose test split is certified"), this.memory);
    if (data === undefined) return;
    const radii = await this.askRadii(file);
    if (!radii) return;
    const uri = vscode.Uri.file(file);
    await vscode.commands.executeCommand("vscode.openWith", uri, modelReportType);
    this.inWork.add(file);
    try {
      await withJob(t("Certifying {0}", basename(file)), async (signal, report) => {
        const onNews = (activity: string) => {
          report(activity);
          this.certificates.report(file, activity);
        };
        onNews(t("Reading {0}", basename(data)));
        const out = this.certificates.place();
        const question = { file, data, radii, out };
        const view = await askAlone("certifyModel", question, { signal, onNews });
        if (view) this.certificates.add(file, { view, written: out, data });
      });
    } finally {
      this.inWork.delete(file);
      this.certificates.report(file, undefined);
    }
  }

  private async askRadii(file: string): Promise<readonly number[] | undefined> {
    const { t } = vscode.l10n;
    const { epsilon } = await this.inquirer.ask("modelConfig", { file });
    const own = String(asWritten(epsilon));
    const last = this.memory.get(radiiKey);
    const text = await vscode.window.showInputBox({
      title: t("The radii at which VRA is proven; the first is ε"),
      value: typeof last === "string" ? last : own,
      prompt: t("Positive numbers or fractions, such as 0.1, 36/255. The model's own is {0}.", own),
      validateInput: (value) =>
        parseRadii(value) ? undefined : t("Write positive numbers or fractions, such as 36/255."),
    });
    if (text === undefined) return undefined;
    await this.memory.update(radiiKey, text);
    return parseRadii(text);
  }
}

const float32Digits = 7;

/** Python keeps ε in float32: 0.3 is in its files as 0.30000001192092896. */
function asWritten(epsilon: number): number {
  const short = Number(epsilon.toPrecision(float32Digits));
  return Math.fround(short) === epsilon ? short : epsilon;
}
