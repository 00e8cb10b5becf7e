import * as vscode from "vscode";
import { modelReportType } from "./modelReports.js";

const pattern = "**/*.gloronet";
const excluded = "{**/node_modules/**,**/.gloro/trash/**}";

/**
 * The model file that is meant: the one given, as a path, a URI or an item of the Models view; the one
 * whose report is looked at; or one that the user picks.
 *
 * @returns an absolute path; nothing where the user picks none
 */
export async function chooseModel(argument: unknown): Promise<string | undefined> {
  const given = modelFileOf(argument);
  if (given !== undefined) return given;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom && input.viewType === modelReportType) {
    return input.uri.fsPath;
  }
  const found = await vscode.workspace.findFiles(pattern, excluded);
  if (found.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("There is no .gloronet file in this workspace."),
    );
    return undefined;
  }
  const items = found
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), file: uri.fsPath }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const placeHolder = vscode.l10n.t("Choose a model");
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.file;
}

function modelFileOf(argument: unknown): string | undefined {
  if (typeof argument === "string" && argument !== "") return argument;
  if (argument instanceof vscode.Uri) return argument.fsPath;
  if (typeof argument !== "object" || argument === null || !("file" in argument)) return undefined;
  return typeof argument.file === "string" ? argument.file : undefined;
}
