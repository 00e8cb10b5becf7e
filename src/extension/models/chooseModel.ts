import * as vscode from "vscode";
import { chooseFile } from "../page/chooseFile.js";
import { modelReportType } from "./modelReports.js";

/** The model file that is meant (see {@link chooseFile}). */
export function chooseModel(argument: unknown): Promise<string | undefined> {
  return chooseFile(argument, {
    viewType: modelReportType,
    pattern: "**/*.gloronet",
    placeHolder: vscode.l10n.t("Choose a model"),
    none: vscode.l10n.t("There is no .gloronet file in this workspace."),
  });
}
