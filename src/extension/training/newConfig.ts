import { copyFileSync, constants, existsSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { GloroError } from "../../gloro/errors.js";
import { configSuffix } from "../../runs/configSuffix.js";
import { recipeFile, recipeNames, recipeSummary } from "../../runs/recipes.js";

/**
 * Offers the recipes, and writes the chosen one into the workspace.
 * @returns the new config; nothing where the user chooses none.
 * @throws GloroError where no folder is open.
 */
export async function newConfig(): Promise<vscode.Uri | undefined> {
  const folder = workspaceFolder();
  const [quick, others] = [
    recipeNames().filter(isFirst),
    recipeNames().filter((name) => !isFirst(name)),
  ];
  const items = [...quick, ...others].map((recipe) => ({
    label: recipe,
    detail: recipeSummary(recipe),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("Choose a recipe to begin with"),
    matchOnDetail: true,
  });
  if (!picked) return undefined;
  const file = freeFile(folder.fsPath, picked.label);
  copyFileSync(recipeFile(picked.label), file, constants.COPYFILE_EXCL);
  return vscode.Uri.file(file);
}

/** The recipe to begin with stands first. */
function isFirst(recipe: string): boolean {
  return recipe === "mnist-quick";
}

/** The first folder of the workspace, or that of the file that is being edited. */
export function workspaceFolder(file = vscode.window.activeTextEditor?.document.uri): vscode.Uri {
  const own = file && vscode.workspace.getWorkspaceFolder(file);
  const folder = own ?? vscode.workspace.workspaceFolders?.[0];
  if (folder) return folder.uri;
  throw new GloroError(vscode.l10n.t("Open a folder first: configs and runs are kept in it."));
}

/** A config's path that is not taken: NAME, NAME-2, NAME-3, … */
export function freeFile(folder: string, name: string): string {
  for (let number = 1; ; number++) {
    const ending = number === 1 ? "" : `-${number}`;
    const file = join(folder, `${name}${ending}${configSuffix}`);
    if (!existsSync(file)) return file;
  }
}
