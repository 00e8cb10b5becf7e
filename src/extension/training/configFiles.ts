import * as vscode from "vscode";
import { configSuffix } from "../../runs/configSuffix.js";

/** Where configs are looked for: not in packages, nor among the runs. */
const excluded = "{**/node_modules/**,**/.gloro/**}";

/** Whether a document is a config. */
export function isConfig(uri: vscode.Uri): boolean {
  return uri.path.endsWith(configSuffix);
}

/** The configs of the workspace, by their paths. */
export async function findConfigs(): Promise<vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(`**/*${configSuffix}`, excluded);
  return found.sort((a, b) => a.path.localeCompare(b.path));
}

/**
 * The config that is meant: the one given, the only one, or one that the user picks.
 * @returns `none` where there is no config; nothing where the user picks none.
 */
export async function chooseConfig(argument: unknown): Promise<vscode.Uri | "none" | undefined> {
  if (argument instanceof vscode.Uri) return argument;
  const active = vscode.window.activeTextEditor?.document.uri;
  const found = await findConfigs();
  const all =
    active && isConfig(active)
      ? [active, ...found.filter((uri) => uri.toString() !== active.toString())]
      : found;
  const [first] = all;
  if (!first) return "none";
  if (all.length === 1) return first;
  const items = all.map((uri) => ({
    label: uri.path.slice(uri.path.lastIndexOf("/") + 1),
    description: vscode.workspace.asRelativePath(uri),
    uri,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("Choose a config to train"),
    matchOnDescription: true,
  });
  return picked?.uri;
}
