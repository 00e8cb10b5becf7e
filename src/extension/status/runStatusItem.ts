import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import type { RunStore } from "../runs/runStore.js";
import { runStatus } from "./statusText.js";

/** Among other items on the left, near the end. */
const priority = 10;

/** The run in training, in the status bar; a click opens its dashboard. */
export class RunStatusItem extends Disposable {
  private readonly item = this.register(
    vscode.window.createStatusBarItem("gloro.run", vscode.StatusBarAlignment.Left, priority),
  );

  constructor(private readonly store: RunStore) {
    super();
    this.item.name = vscode.l10n.t("GloRo: Run in Training");
    this.register(
      store.onDidChange(() => {
        this.show();
      }),
    );
  }

  private show(): void {
    const status = runStatus(this.store.known, vscode.l10n.t);
    if (!status) {
      this.item.hide();
      return;
    }
    this.item.text = `$(pulse) ${status.text}`;
    this.item.tooltip = status.tooltip;
    this.item.command = {
      command: "gloro.openDashboard",
      title: vscode.l10n.t("Open Dashboard"),
      arguments: [status.run.folder],
    };
    this.item.show();
  }
}
