import * as vscode from "vscode";
import { withoutLinks } from "../plainText.js";
import type { RunStore } from "./runStore.js";

/** Removes runs, each into the trash until the offer to undo it is gone. */
export class RunRemover {
  private readonly pending = new Set<string>();

  constructor(private readonly store: RunStore) {}

  /** @throws RunLockedError while a trainer has the run; RunWriteError. */
  async remove(folder: string): Promise<void> {
    const { deleteTrashed, restoreRun, trashRun } = await import("../../runs/trash.js");
    const record = this.store.get(folder);
    const name = record?.kind === "run" ? record.name : (record?.id ?? folder);
    const trashed = trashRun(folder);
    this.pending.add(trashed);
    await this.store.reread(folder);
    const undo = vscode.l10n.t("Undo");
    const message = vscode.l10n.t("{0} was removed.", name);
    const chosen = await vscode.window.showInformationMessage(withoutLinks(message), undo);
    this.pending.delete(trashed);
    if (chosen === undo) {
      restoreRun(trashed);
      await this.store.reread(folder);
    } else deleteTrashed(trashed);
  }

  /** Deletes what an earlier window left in the trash. @throws RunWriteError */
  async emptyTrash(): Promise<void> {
    const { deleteTrashed, trashedRuns } = await import("../../runs/trash.js");
    const left = this.store.parents.flatMap(trashedRuns);
    for (const trashed of left) if (!this.pending.has(trashed)) deleteTrashed(trashed);
  }
}
