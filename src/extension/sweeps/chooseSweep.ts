import * as vscode from "vscode";
import { withoutIcons } from "../plainText.js";
import { groupRuns } from "../runs/groupRuns.js";
import type { RunStore } from "../runs/runStore.js";
import { membersOf } from "./sweepView.js";

/**
 * The family that is meant: the one given, by its id or as an item of the tree, or one that the user picks.
 * @returns its id; nothing where the user picks none
 */
export async function chooseSweep(argument: unknown, store: RunStore): Promise<string | undefined> {
  const given = sweepIn(argument);
  if (given !== undefined) return given;
  const { t } = vscode.l10n;
  const groups = groupRuns(await store.list(), "sweep", () => false);
  const items = groups.flatMap(({ title, runs }) =>
    "sweep" in title
      ? {
          label: withoutIcons(title.name),
          description: t("{0} runs", runs.length),
          detail: title.sweep,
          id: title.sweep,
        }
      : [],
  );
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      t("There are no sweeps. A config with “sweep” makes one."),
    );
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { placeHolder: t("Choose a sweep") }))?.id;
}

/** The folders of a family's runs. */
export function foldersOf(store: RunStore, id: string): string[] {
  return membersOf(id, store.known).map(({ folder }) => folder);
}

function sweepIn(argument: unknown): string | undefined {
  if (typeof argument === "string" && argument !== "") return argument;
  if (typeof argument !== "object" || argument === null || !("group" in argument)) return undefined;
  const { title } = argument.group as { readonly title?: { readonly sweep?: unknown } };
  return typeof title?.sweep === "string" ? title.sweep : undefined;
}
