import * as vscode from "vscode";
import { withoutLinks } from "../plainText.js";
import type { RunStore } from "./runStore.js";

interface Removed {
  readonly folder: string;
  readonly name: string;
  /** Where it lies in the trash. */
  readonly trashed: string;
}

/** Removes runs, each into the trash until the offer to undo it is gone. */
export class RunRemover {
  private readonly pending = new Set<string>();

  constructor(private readonly store: RunStore) {}

  /**
   * Removes runs, as far as that can be done.
   * @throws RunLockedError while a trainer has one of the runs; RunWriteError: the first, at once.
   */
  async remove(folders: readonly string[]): Promise<void> {
    const { trashRun } = await import("../../runs/trash.js");
    const removed: Removed[] = [];
    const failures: unknown[] = [];
    for (const folder of folders) {
      const record = this.store.get(folder);
      const name = record?.kind === "run" ? record.name : (record?.id ?? folder);
      try {
        removed.push({ folder, name, trashed: trashRun(folder) });
      } catch (error) {
        failures.push(error);
      }
      await this.store.reread(folder);
    }
    const offer = removed.length > 0 ? this.offerUndo(removed) : undefined;
    await Promise.all([offer, ...failures.map((failure) => Promise.reject(failure as Error))]);
  }

  private async offerUndo(removed: readonly Removed[]): Promise<void> {
    const { deleteTrashed, restoreRun } = await import("../../runs/trash.js");
    for (const { trashed } of removed) this.pending.add(trashed);
    const undo = vscode.l10n.t("Undo");
    const [first] = removed;
    const message =
      removed.length === 1 && first
        ? vscode.l10n.t("{0} was removed.", first.name)
        : vscode.l10n.t("{0} runs were removed.", removed.length);
    const chosen = await vscode.window.showInformationMessage(withoutLinks(message), undo);
    for (const { folder, trashed } of removed) {
      this.pending.delete(trashed);
      if (chosen === undo) {
        restoreRun(trashed);
        await this.store.reread(folder);
      } else deleteTrashed(trashed);
    }
  }

  /** Deletes what an earlier window left in the trash. @throws RunWriteError */
  async emptyTrash(): Promise<void> {
    const { deleteTrashed, trashedRuns } = await import("../../runs/trash.js");
    const left = this.store.parents.flatMap(trashedRuns);
    for (const trashed of left) if (!this.pending.has(trashed)) deleteTrashed(trashed);
  }
}
