import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import { percent } from "../numbers.js";
import { withoutLinks } from "../plainText.js";
import type { TrainingHost } from "../training/trainingHost.js";
import { isInterrupted } from "./runRecord.js";
import type { ReadRun } from "./runRecord.js";
import { shortNumber } from "./runLabel.js";
import type { RunStore } from "./runStore.js";

/** Says when a run is finished, or failed; a run that the user stopped is no news. */
export class EndNotifications extends Disposable {
  constructor(
    store: RunStore,
    private readonly host: TrainingHost,
  ) {
    super();
    this.register(store.onDidEnd((run) => void this.tell(run)));
    this.register(
      host.onDidFail(({ id, message }) => {
        void vscode.window.showErrorMessage(
          withoutLinks(vscode.l10n.t("{0} failed: {1}", id, message)),
        );
      }),
    );
  }

  private async tell(run: ReadRun): Promise<void> {
    const { t } = vscode.l10n;
    const { folder, state } = run;
    const openDashboard = t("Open Dashboard");
    const openLog = t("Open Log");
    const resume = t("Resume");
    let chosen: string | undefined;
    if (state.status === "finished") {
      chosen = await vscode.window.showInformationMessage(
        withoutLinks(finishedSentence(run)),
        openDashboard,
      );
    } else if (state.status === "failed" && !this.host.wasForced(folder)) {
      chosen = await vscode.window.showErrorMessage(
        withoutLinks(failedSentence(run)),
        ...(isInterrupted(state) || state.resumeWith ? [resume] : []),
        openLog,
        openDashboard,
      );
    }
    if (chosen === openDashboard) {
      await vscode.commands.executeCommand("gloro.openDashboard", folder);
    }
    if (chosen === resume) await vscode.commands.executeCommand("gloro.resumeRun", folder);
    if (chosen === openLog) await vscode.commands.executeCommand("gloro.openRunLog", folder);
  }
}

function finishedSentence({ name, epsilon, state }: ReadRun): string {
  const vra = state.best?.vra;
  if (typeof vra !== "number") return vscode.l10n.t("{0} is finished.", name);
  const radius = shortNumber(epsilon);
  return vscode.l10n.t("{0} is finished: VRA {1} at ε = {2}.", name, percent(vra), radius);
}

function failedSentence({ name, state }: ReadRun): string {
  const [reason = ""] = (state.message ?? "").split("\n");
  return isInterrupted(state)
    ? vscode.l10n.t("{0} was interrupted: its trainer is gone. It can be resumed.", name)
    : vscode.l10n.t("{0} failed: {1}", name, reason);
}
