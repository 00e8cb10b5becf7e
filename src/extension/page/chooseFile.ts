import * as vscode from "vscode";
import { fileOf } from "./fileOf.js";

const excluded = "{**/node_modules/**,**/.gloro/trash/**}";

/** The files of a kind, among which one is meant. */
export interface FileKind {
  /** The editor that shows them. */
  readonly viewType: string;
  /** Those of a workspace. */
  readonly pattern: string;
  readonly placeHolder: string;
  /** Said where a workspace has none. */
  readonly none: string;
}

/**
 * The file that is meant: the one given, as a path, a URI or an item of a view; the one whose report is
 * looked at; or one that the user picks.
 *
 * @returns an absolute path; nothing where the user picks none
 */
export async function chooseFile(
  argument: unknown,
  { viewType, pattern, placeHolder, none }: FileKind,
): Promise<string | undefined> {
  const given = fileOf(argument);
  if (given !== undefined) return given;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom && input.viewType === viewType) {
    return input.uri.fsPath;
  }
  const found = await vscode.workspace.findFiles(pattern, excluded);
  if (found.length === 0) {
    void vscode.window.showInformationMessage(none);
    return undefined;
  }
  const items = found
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), file: uri.fsPath }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.file;
}
