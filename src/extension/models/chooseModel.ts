import * as vscode from "vscode";
import { chooseFile } from "../page/chooseFile.js";
import { filesOf } from "../page/fileOf.js";
import { modelReportType } from "./modelReports.js";

const ending = ".gloronet";

/** The model file that is meant (see {@link chooseFile}). */
export function chooseModel(argument: unknown): Promise<string | undefined> {
  return chooseFile(argument, {
    viewType: modelReportType,
    pattern: `**/*${ending}`,
    placeHolder: vscode.l10n.t("Choose a model"),
    none: vscode.l10n.t("There is no .gloronet file in this workspace."),
  });
}

/** The model files that are meant: those that are selected where a menu passes several, else {@link chooseModel}'s. */
export async function chooseModels(argument: unknown, selected: unknown): Promise<string[]> {
  const given = filesOf(argument, selected, ending);
  if (given.length > 0) return given;
  const chosen = await chooseModel(argument);
  return chosen === undefined ? [] : [chosen];
}
