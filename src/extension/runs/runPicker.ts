import * as vscode from "vscode";
import type { RunQueue } from "../training/runQueue.js";
import { withoutIcons } from "../plainText.js";
import { phaseName, runDescription } from "./runLabel.js";
import { phaseOf } from "./runPhase.js";
import type { RunPhase } from "./runPhase.js";
import { runFolderOf } from "./runFolderOf.js";
import type { RunStore } from "./runStore.js";

interface RunItem extends vscode.QuickPickItem {
  readonly folder: string;
}

/** Finds the run that a command is for: the one it was given, or one that the user picks. */
export class RunPicker {
  constructor(
    private readonly store: RunStore,
    private readonly queue: RunQueue,
  ) {}

  /**
   * @param argument what the command was given
   * @param isMeant which runs the command can be for
   * @returns a folder, or nothing where the user picks none
   */
  async folder(
    argument: unknown,
    isMeant: (phase: RunPhase) => boolean = () => true,
  ): Promise<string | undefined> {
    const given = runFolderOf(argument);
    if (given !== undefined) return given;
    const { t } = vscode.l10n;
    const runs = await this.store.list();
    const items = runs.flatMap((record): RunItem[] => {
      const place = this.queue.place(record.folder);
      const phase = phaseOf(record, place > 0);
      if (!isMeant(phase)) return [];
      return [
        {
          label: withoutIcons(record.kind === "run" ? record.name : record.id),
          description: phaseName(phase, t),
          detail: withoutIcons(runDescription(record, phase, place, t)),
          folder: record.folder,
        },
      ];
    });
    if (items.length === 0) {
      void vscode.window.showInformationMessage(t("There is no run for which this can be done."));
      return undefined;
    }
    const picked = await vscode.window.showQuickPick(items, { placeHolder: t("Choose a run") });
    return picked?.folder;
  }
}
