import { basename } from "node:path";
import * as vscode from "vscode";
import { exportEndings } from "../../model/files/exportKinds.js";
import type { ExportKind } from "../../model/files/exportKinds.js";
import { askAlone } from "../inquiries/askAlone.js";
import { withoutLinks } from "../plainText.js";
import { withJob } from "./withJob.js";

/** The kinds that are offered: a `.gloronet` file it is already. */
type OfferedKind = Exclude<ExportKind, "gloronet">;

/** Asks how and where to export a model, and writes it there. @throws GloroError */
export async function exportModel(file: string): Promise<void> {
  const { t } = vscode.l10n;
  const kind = await askKind(basename(file));
  if (!kind) return;
  const ending = exportEndings[kind];
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(file.replace(/\.gloronet$/, "") + ending),
    filters: { [kind.toUpperCase()]: [ending.slice(1)] },
    title: t("Export {0}", basename(file)),
  });
  if (!target) return;
  const out = target.fsPath;
  const answer = await withJob(t("Exporting {0}", basename(file)), (signal) =>
    askAlone("exportModel", { file, to: kind, out }, { signal }),
  );
  if (answer === undefined) return;
  const reveal = t("Reveal in Explorer");
  const told = withoutLinks(t("Exported to {0}.", out));
  if ((await vscode.window.showInformationMessage(told, reveal)) === reveal) {
    await vscode.commands.executeCommand("revealInExplorer", target);
  }
}

async function askKind(name: string): Promise<OfferedKind | undefined> {
  const { t } = vscode.l10n;
  const offered: { [K in OfferedKind]: [label: string, detail: string] } = {
    onnx: ["ONNX", t("Certifies its own predictions: logits, prediction, radius")],
    keras: ["Keras (.h5)", t("The network alone: no ε, no relaxation, no frozen constant")],
    tfjs: ["TF.js (model.json)", t("The network alone, for tf.loadLayersModel")],
  };
  const items = Object.entries(offered).map(([kind, [label, detail]]) => ({
    label,
    detail,
    as: kind as OfferedKind,
  }));
  const title = t("Export {0} as", name);
  return (await vscode.window.showQuickPick(items, { title }))?.as;
}
