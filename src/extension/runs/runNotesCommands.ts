import * as vscode from "vscode";
import type { RunStore } from "./runStore.js";

/** Gives a run another name, or asks for one. An empty one gives it the name of its config again. */
export async function renameRun(store: RunStore, folder: string, given?: string): Promise<void> {
  const record = store.get(folder);
  if (record?.kind !== "run") return;
  const name =
    given ??
    (await vscode.window.showInputBox({
      title: vscode.l10n.t("Rename Run"),
      prompt: vscode.l10n.t("Leave it empty for the name in the run's config."),
      value: record.name,
    }));
  if (name === undefined) return;
  await change(store, folder, { name: name === record.configName ? "" : name });
}

/** Notes something on a run, or asks what. */
export async function editRunNotes(store: RunStore, folder: string, given?: string): Promise<void> {
  const record = store.get(folder);
  if (record?.kind !== "run") return;
  const notes =
    given ??
    (await vscode.window.showInputBox({
      title: vscode.l10n.t("Notes on {0}", record.name),
      placeHolder: vscode.l10n.t("What this run is for, or what it showed"),
      value: record.notes ?? "",
    }));
  if (notes !== undefined) await change(store, folder, { notes });
}

async function change(
  store: RunStore,
  folder: string,
  changes: { name?: string; notes?: string },
): Promise<void> {
  const { changeNotes } = await import("../../runs/runNotes.js");
  changeNotes(folder, changes);
  await store.reread(folder);
}
