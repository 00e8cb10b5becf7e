import { existsSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import * as vscode from "vscode";
import { GloroError } from "../../gloro/errors.js";
import { writeSamples } from "../../runs/samples.js";

/**
 * "GloRo: Open Sample Workspace": asks for a folder, writes configs to begin with into it and opens it.
 * @throws GloroError where the folder cannot be written.
 */
export async function openSampleWorkspace(): Promise<void> {
  const folder = await vscode.window.showInputBox({
    title: vscode.l10n.t("Open Sample Workspace"),
    prompt: vscode.l10n.t("The folder for the samples. Files that are there stay as they are."),
    value: join(homedir(), "gloro-samples"),
    ignoreFocusOut: true,
    validateInput: whyNot,
  });
  if (folder === undefined) return;
  try {
    writeSamples(folder);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new GloroError(vscode.l10n.t("The samples cannot be written to {0}: {1}", folder, why));
  }
  await vscode.commands.executeCommand("vscode.openFolder", vscode.Uri.file(folder));
}

function whyNot(folder: string): string | undefined {
  if (!isAbsolute(folder)) return vscode.l10n.t("Write the whole path of a folder.");
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    return vscode.l10n.t("There is a file of that name.");
  }
  return undefined;
}
