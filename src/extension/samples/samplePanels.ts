import * as vscode from "vscode";
import type { ModelOnData } from "../inquiries/inquiries.js";
import type { PageHome } from "../page/openPage.js";
import { showSamples } from "./samplePanel.js";

const viewType = "gloro.samples";

/** The open explorers of samples, one a model and data. They come back after a reload of the window. */
export class SamplePanels implements vscode.Disposable {
  private readonly panels = new Map<string, vscode.WebviewPanel>();
  private readonly serializer: vscode.Disposable;

  constructor(private readonly home: PageHome) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        const subject = savedSubject(state);
        // Data that the workspace names is read only where it is trusted.
        const isShown = subject && vscode.workspace.isTrusted && !this.panels.has(keyOf(subject));
        if (isShown) this.adopt(panel, subject);
        else panel.dispose();
        return Promise.resolve();
      },
    });
  }

  /** Shows what a model says of the examples of some data; a panel that is open already comes to the front. */
  open(subject: ModelOnData): void {
    const panel = this.panels.get(keyOf(subject));
    if (panel) {
      panel.reveal();
      return;
    }
    const { Active } = vscode.ViewColumn;
    this.adopt(vscode.window.createWebviewPanel(viewType, "GloRo", Active), subject);
  }

  /** Closes all of them. */
  dispose(): void {
    this.serializer.dispose();
    for (const panel of [...this.panels.values()]) panel.dispose();
  }

  private adopt(panel: vscode.WebviewPanel, subject: ModelOnData): void {
    this.home.onPanel(panel);
    const key = keyOf(subject);
    this.panels.set(key, panel);
    panel.onDidDispose(() => this.panels.delete(key));
    showSamples(panel, subject, this.home);
  }
}

function keyOf({ file, data }: ModelOnData): string {
  return JSON.stringify([file, data]);
}

/** What a page has remembered, which is nothing where it was closed before it knew its file. */
function savedSubject(state: unknown): ModelOnData | undefined {
  if (typeof state !== "object" || state === null) return undefined;
  if (!("file" in state && "data" in state)) return undefined;
  const { file, data } = state;
  return typeof file === "string" && typeof data === "string" ? { file, data } : undefined;
}
