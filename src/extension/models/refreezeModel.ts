import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import * as vscode from "vscode";
import { askAlone } from "../inquiries/askAlone.js";
import { withoutLinks } from "../plainText.js";
import { shortNumber } from "../runs/runLabel.js";
import { withJob } from "./withJob.js";

/** Stores the Lipschitz constant of a model in its file, and offers to undo it. @throws GloroError */
export async function freezeModel(file: string): Promise<void> {
  const { t } = vscode.l10n;
  const before = await readFile(file);
  const frozen = await withJob(t("Freezing {0}", basename(file)), (signal) =>
    askAlone("freezeModel", { file, out: file }, { signal }),
  );
  if (!frozen) return;
  const told = t("{0} is frozen at {1}.", basename(file), shortNumber(frozen.frozen));
  await offerUndo(file, before, told);
}

/** Lets the constant of a model come from its weights again, and offers to undo it. @throws GloroError */
export async function unfreezeModel(file: string): Promise<void> {
  const { t } = vscode.l10n;
  const before = await readFile(file);
  const answer = await withJob(t("Unfreezing {0}", basename(file)), (signal) =>
    askAlone("unfreezeModel", { file, out: file }, { signal }),
  );
  if (answer === undefined) return;
  await offerUndo(file, before, t("{0} is no longer frozen.", basename(file)));
}

async function offerUndo(file: string, before: Uint8Array, told: string): Promise<void> {
  const undo = vscode.l10n.t("Undo");
  const after = await readFile(file);
  if ((await vscode.window.showInformationMessage(withoutLinks(told), undo)) !== undo) return;
  // Who wrote the file meanwhile knows nothing of this offer.
  if (!after.equals(await readFile(file))) {
    const message = vscode.l10n.t("{0} has changed since, and was left as it is.", basename(file));
    await vscode.window.showWarningMessage(withoutLinks(message));
    return;
  }
  await writeFile(file, before);
}
