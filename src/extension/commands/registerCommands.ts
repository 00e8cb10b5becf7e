import * as vscode from "vscode";
import { GloroError } from "../../gloro/errors.js";
import { withoutLinks } from "../plainText.js";
import { commandTable } from "./commandTable.js";
import type { CommandHandlers, CommandId } from "./commandTable.js";

/** Registers every command: each checks trust itself, and shows its error where it fails. */
export function registerCommands(
  handlers: CommandHandlers,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const ids = Object.keys(commandTable) as CommandId[];
  return vscode.Disposable.from(
    ...ids.map((id) =>
      vscode.commands.registerCommand(id, (argument: unknown, selected: unknown) =>
        run(id, () => handlers[id](argument, selected), log),
      ),
    ),
  );
}

async function run(
  id: CommandId,
  act: () => unknown,
  log: vscode.LogOutputChannel,
): Promise<unknown> {
  // A menu that hides a command is no protection: other extensions and keys can call it.
  if (commandTable[id].needsTrust && !vscode.workspace.isTrusted) {
    await offerTrust();
    return undefined;
  }
  try {
    return await act();
  } catch (error) {
    await showError(error, log);
    return undefined;
  }
}

async function offerTrust(): Promise<void> {
  const manage = vscode.l10n.t("Manage Workspace Trust");
  const message = vscode.l10n.t(
    "This workspace is not trusted: GloRo shows its runs, but runs nothing that it names.",
  );
  const chosen = await vscode.window.showWarningMessage(message, manage);
  if (chosen === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}

/** Shows an error's sentence; one that is not the user's to mend comes with the log. */
export async function showError(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  log.error(error instanceof Error && !(error instanceof GloroError) ? error : message);
  const showLog = vscode.l10n.t("Show Log");
  const chosen = await vscode.window.showErrorMessage(withoutLinks(message), showLog);
  if (chosen === showLog) log.show();
}
