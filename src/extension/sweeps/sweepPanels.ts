import * as vscode from "vscode";
import type { PageHome } from "../page/openPage.js";
import type { RunStore } from "../runs/runStore.js";
import { SweepPanel } from "./sweepPanel.js";

const viewType = "gloro.sweep";

/** The open pages of families, one each. They come back after a reload of the window. */
export class SweepPanels implements vscode.Disposable {
  private readonly panels = new Map<string, vscode.WebviewPanel>();
  private readonly serializer: vscode.Disposable;

  constructor(
    private readonly home: PageHome,
    private readonly store: RunStore,
  ) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        const id = savedId(state);
        // A page that was closed before it knew its sweep has nothing to come back to.
        if (id === undefined || this.panels.has(id)) panel.dispose();
        else this.adopt(panel, id);
        return Promise.resolve();
      },
    });
  }

  /** Shows the page of a family; one that is open already comes to the front. */
  open(id: string): void {
    const panel = this.panels.get(id);
    if (panel) {
      panel.reveal();
      return;
    }
    const { Active } = vscode.ViewColumn;
    this.adopt(vscode.window.createWebviewPanel(viewType, "GloRo", Active), id);
  }

  /** Closes all of them. */
  dispose(): void {
    this.serializer.dispose();
    for (const panel of [...this.panels.values()]) panel.dispose();
  }

  private adopt(panel: vscode.WebviewPanel, id: string): void {
    this.home.onPanel(panel);
    new SweepPanel(panel, id, this.store, this.home);
    this.panels.set(id, panel);
    panel.onDidDispose(() => this.panels.delete(id));
  }
}

function savedId(state: unknown): string | undefined {
  if (typeof state !== "object" || state === null || !("id" in state)) return undefined;
  return typeof state.id === "string" ? state.id : undefined;
}
