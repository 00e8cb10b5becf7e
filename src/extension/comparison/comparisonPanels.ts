import { resolve } from "node:path";
import * as vscode from "vscode";
import { GloroError } from "../../gloro/errors.js";
import { Disposable } from "../disposable.js";
import { ComparisonPanel } from "./comparisonPanel.js";
import type { ComparisonParts } from "./comparisonPanel.js";
import { comparedFolders } from "./comparedFolders.js";

const viewType = "gloro.comparison";
/** More curves than these nobody tells apart. */
const mostRuns = 24;

/** The open comparisons, one for each set of runs. They come back after a reload of the window. */
export class ComparisonPanels extends Disposable {
  private readonly panels = new Map<string, vscode.WebviewPanel>();

  constructor(private readonly parts: ComparisonParts) {
    super();
    this.register(
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: (panel, state: unknown) => {
          const folders = comparedFolders(state);
          if (folders.length === 0 || this.panels.has(keyOf(folders))) panel.dispose();
          else this.adopt(panel, folders);
          return Promise.resolve();
        },
      }),
    );
  }

  /**
   * Compares runs; a comparison of the same ones that is open already comes to the front.
   * @throws GloroError where they are too few or too many
   */
  open(runFolders: readonly string[]): void {
    const folders = [...new Set(runFolders.map((folder) => resolve(folder)))];
    if (folders.length < 2 || folders.length > mostRuns) {
      throw new GloroError(
        vscode.l10n.t(
          "From 2 to {0} runs can be compared, not {1}. Choose others.",
          mostRuns,
          folders.length,
        ),
      );
    }
    const panel = this.panels.get(keyOf(folders));
    if (panel) {
      panel.reveal();
      return;
    }
    const { Active } = vscode.ViewColumn;
    this.adopt(vscode.window.createWebviewPanel(viewType, "", Active), folders);
  }

  override dispose(): void {
    super.dispose();
    for (const panel of [...this.panels.values()]) panel.dispose();
  }

  private adopt(panel: vscode.WebviewPanel, folders: readonly string[]): void {
    new ComparisonPanel(panel, folders, this.parts);
    const key = keyOf(folders);
    this.panels.set(key, panel);
    panel.onDidDispose(() => this.panels.delete(key));
  }
}

function keyOf(folders: readonly string[]): string {
  return [...folders].sort().join("\n");
}
