import * as vscode from "vscode";
import type { TrainingHost } from "../training/trainingHost.js";
import type { RunStore } from "./runStore.js";

/**
 * Trains a run on. One that ran out of memory is offered the smaller batch that should fit.
 *
 * @throws RunLockedError while another trainer has the run; RunWriteError.
 */
export async function resumeRun(
  folder: string,
  { store, host }: { readonly store: RunStore; readonly host: TrainingHost },
): Promise<void> {
  const record = store.get(folder);
  const fitting = record?.kind === "run" ? record.state.resumeWith : undefined;
  if (fitting !== undefined && fitting.length > 0) {
    const chosen = await chooseBatch(fitting);
    if (!chosen) return;
    if (chosen.settings.length > 0) {
      const [{ openRun }, { setBatchSizes }] = await Promise.all([
        import("../../runs/runFolder.js"),
        import("../../runs/resumeSettings.js"),
      ]);
      setBatchSizes(openRun(folder), chosen.settings);
    }
  }
  await host.enqueue(folder);
}

function chooseBatch(fitting: readonly string[]) {
  const { t } = vscode.l10n;
  return vscode.window.showQuickPick(
    [
      {
        label: t("Resume with a smaller batch"),
        description: fitting.join(", "),
        detail: t("It should fit. Training goes on at the same example."),
        settings: fitting,
      },
      { label: t("Resume as it is"), settings: [] },
    ],
    { title: t("The run ran out of memory") },
  );
}
