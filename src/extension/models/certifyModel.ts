import { basename } from "node:path";
import * as vscode from "vscode";
import { GloroError } from "../../gloro/errors.js";
import { showError } from "../commands/registerCommands.js";
import { askAlone } from "../inquiries/askAlone.js";
import type { Inquirer } from "../inquiries/inquirer.js";
import { withoutLinks } from "../plainText.js";
import { askData } from "./askData.js";
import { askRadii } from "./askRadii.js";
import type { ModelCertificates } from "./modelCertificates.js";
import { modelReportType } from "./modelReports.js";
import { oneByOne } from "./oneByOne.js";
import { withJob } from "./withJob.js";

/** How one of the files is certified. */
interface CertifyOne {
  /** `mnist`, or a path. */
  readonly data: string;
  readonly radii: readonly number[];
  /** Whether it is the only file. */
  readonly isAlone: boolean;
  readonly signal: AbortSignal;
  readonly tell: (activity: string) => void;
}

/** Certifies model files, one after the other, and shows the certificates in their reports. */
export class CertifyCommand {
  constructor(
    private readonly inquirer: Inquirer,
    private readonly certificates: ModelCertificates,
    private readonly memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Asks for data and radii, with what was answered last; a file that fails says so. @throws GloroError */
  async certify(files: readonly string[]): Promise<void> {
    const { t } = vscode.l10n;
    const names = files.map((file) => basename(file));
    if (files.every((file) => this.certificates.isInWork(file))) {
      const message = withoutLinks(t("{0} is being certified already.", names.join(", ")));
      await vscode.window.showInformationMessage(message);
      return;
    }
    const data = await askData(t("The data whose test split is certified"), this.memory);
    if (data === undefined) return;
    const radii = await askRadii(files, this.inquirer, this.memory);
    if (!radii) return;
    const isAlone = files.length === 1;
    const count = String(files.length);
    const title = isAlone ? t("Certifying {0}", names.join()) : t("Certifying {0} models", count);
    const done = await withJob(title, async (signal, report) => {
      const work = (file: string, index: number) => {
        const place = t("{0} ({1} of {2})", basename(file), index + 1, count);
        const tell = (activity: string) => {
          report(isAlone ? activity : `${place}: ${activity}`);
        };
        return this.certifyOne(file, { data, radii, isAlone, signal, tell });
      };
      const onFailed = (error: unknown, file: string) => {
        void showError(naming(file, error), this.log);
      };
      const done = await oneByOne(files, work, { signal, onFailed });
      return signal.aborted ? undefined : done;
    });
    if (isAlone || done === undefined) return;
    const told = t("Certified {0} of {1} models: see their reports.", done, count);
    await vscode.window.showInformationMessage(told);
  }

  /** Whether a certificate was made: not where `signal` aborted. @throws GloroError */
  private async certifyOne(
    file: string,
    { data, radii, isAlone, signal, tell }: CertifyOne,
  ): Promise<boolean> {
    const { t } = vscode.l10n;
    const { certificates } = this;
    // Someone may have asked for it while its turn had not come.
    if (certificates.isInWork(file)) {
      throw new GloroError(t("{0} is being certified already.", basename(file)));
    }
    // Of several, none takes the place or the keys of what the user does meanwhile.
    const how = isAlone ? undefined : { preview: false, preserveFocus: true };
    const uri = vscode.Uri.file(file);
    const reading = t("Reading {0}", basename(data));
    tell(reading);
    // The report opens meanwhile, and is told when it is there.
    const certifying = certificates.run(file, reading, async (report) => {
      const onNews = (activity: string) => {
        tell(activity);
        report(activity);
      };
      const written = certificates.place();
      const question = { file, data, radii, out: written };
      const certificate = await askAlone("certifyModel", question, { signal, onNews });
      return certificate && { message: { type: "certificate", certificate }, written, data };
    });
    const opening = vscode.commands.executeCommand("vscode.openWith", uri, modelReportType, how);
    const [certified] = await Promise.all([certifying, opening]);
    return certified !== undefined;
  }
}

/** An error that says which file it is of. */
function naming(file: string, error: unknown): unknown {
  const name = basename(file);
  const message = error instanceof Error ? error.message : String(error);
  return message.includes(name) ? error : new GloroError(`${name}: ${message}`);
}
