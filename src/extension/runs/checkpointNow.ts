import { setTimeout } from "node:timers/promises";
import * as vscode from "vscode";
import {
  checkpointRequested,
  clearCheckpointRequest,
  requestCheckpoint,
} from "../../runs/checkpointRequest.js";
import { GloroError } from "../../gloro/errors.js";
import { isActive } from "./runRecord.js";
import type { RunStore } from "./runStore.js";

const pollMs = 250;
const shownMs = 5000;

/**
 * Asks a run's trainer for a checkpoint, and shows in the status bar when it is saved.
 * @throws GloroError where no trainer has the run, or its end came first; RunWriteError.
 */
export async function checkpointNow(store: RunStore, folder: string): Promise<void> {
  const { t } = vscode.l10n;
  await store.reread(folder);
  const isTrained = () => {
    const record = store.get(folder);
    return record !== undefined && isActive(record);
  };
  if (!isTrained())
    throw new GloroError(t("A checkpoint can be saved while a run is in training."));
  requestCheckpoint(folder);
  const isSaved = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: t("Saving a checkpoint") },
    async () => {
      while (checkpointRequested(folder)) {
        if (!isTrained()) return false;
        await setTimeout(pollMs);
      }
      return true;
    },
  );
  if (isSaved) vscode.window.setStatusBarMessage(t("$(check) Checkpoint saved"), shownMs);
  else {
    clearCheckpointRequest(folder);
    throw new GloroError(t("The run ended before it saved the checkpoint that was asked for."));
  }
}
