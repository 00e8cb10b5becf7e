import * as vscode from "vscode";
import type { RunQueue } from "../training/runQueue.js";
import { withoutIcons } from "../plainText.js";
import { phaseName, runDescription } from "./runLabel.js";
import { phaseOf } from "./runPhase.js";
import type { RunPhase } from "./runPhase.js";
import { runFolderOf, runFoldersOf } from "./runFolderOf.js";
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
    const items = await this.items(isMeant);
    if (items.length === 0) return undefined;
    const placeHolder = vscode.l10n.t("Choose a run");
    return (await vscode.window.showQuickPick(items, { placeHolder }))?.folder;
  }

  /**
   * As {@link folder}, of a command that can be for several runs at once: of many that it was given it is
   * for those that are meant.
   * @param selected the items that are selected, where it was called on one of them
   */
  async folders(
    argument: unknown,
    selected: unknown,
    isMeant: (phase: RunPhase) => boolean,
  ): Promise<string[]> {
    const given = runFoldersOf(argument, selected);
    if (given.length > 1) return given.filter((folder) => this.isMeant(folder, isMeant));
    const folder = await this.folder(given[0], isMeant);
    return folder === undefined ? [] : [folder];
  }

  /** Two runs or more: those that a command was given, or else ones that the user picks. */
  async several(
    argument: unknown,
    selected: unknown,
    isMeant: (phase: RunPhase) => boolean,
  ): Promise<string[]> {
    const given = runFoldersOf(argument, selected).filter((folder) =>
      this.isMeant(folder, isMeant),
    );
    if (given.length > 1) return given;
    const items = await this.items(isMeant);
    if (items.length === 0) return [];
    const picked = await vscode.window.showQuickPick(
      items.map((item) => ({ ...item, picked: given.includes(item.folder) })),
      { placeHolder: vscode.l10n.t("Choose two runs or more"), canPickMany: true },
    );
    return (picked ?? []).map(({ folder }) => folder);
  }

  private isMeant(folder: string, isMeant: (phase: RunPhase) => boolean): boolean {
    const record = this.store.get(folder);
    return record !== undefined && isMeant(phaseOf(record, this.queue.has(folder)));
  }

  /** The runs that are meant; says so where there are none. */
  private async items(isMeant: (phase: RunPhase) => boolean): Promise<RunItem[]> {
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
    }
    return items;
  }
}
