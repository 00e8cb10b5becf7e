import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import type { PageHome } from "./openPage.js";

/** A kind of panel, of which there is one for each subject: a run, a family of runs, a model on data. */
export interface PanelKind<Subject> {
  /** As package.json activates it, and as its tabs are named. */
  readonly viewType: string;
  readonly home: PageHome;
  /** Equal for the same subject. */
  readonly keyOf: (subject: Subject) => string;
  /** What a page remembers; nothing where it was closed before it knew, or must not be shown again. */
  readonly saved: (state: unknown) => Subject | undefined;
  /** Fills a new panel. */
  readonly show: (panel: vscode.WebviewPanel, subject: Subject) => void;
}

/** Where a panel is opened, other than in front of everything. */
interface Place {
  readonly viewColumn: vscode.ViewColumn;
  readonly preserveFocus?: boolean;
}

/** The open panels of a kind. They come back after a reload of the window. */
export class SubjectPanels<Subject> extends Disposable {
  private readonly panels = new Map<string, vscode.WebviewPanel>();

  constructor(private readonly kind: PanelKind<Subject>) {
    super();
    const { viewType, saved } = kind;
    this.register(
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: (panel, state: unknown) => {
          const subject = saved(state);
          if (subject === undefined || this.has(subject)) panel.dispose();
          else this.adopt(panel, subject);
          return Promise.resolve();
        },
      }),
    );
  }

  /** Whether a subject's panel is open. */
  has(subject: Subject): boolean {
    return this.panels.has(this.kind.keyOf(subject));
  }

  /** Shows a subject; a panel of it that is open already comes to the front. */
  open(subject: Subject, place: Place = { viewColumn: vscode.ViewColumn.Active }): void {
    const panel = this.panels.get(this.kind.keyOf(subject));
    if (panel) panel.reveal();
    else this.adopt(vscode.window.createWebviewPanel(this.kind.viewType, "GloRo", place), subject);
  }

  /** Closes all of them. */
  override dispose(): void {
    super.dispose();
    for (const panel of [...this.panels.values()]) panel.dispose();
  }

  private adopt(panel: vscode.WebviewPanel, subject: Subject): void {
    const { home, keyOf, show } = this.kind;
    const key = keyOf(subject);
    home.onPanel(panel);
    this.panels.set(key, panel);
    panel.onDidDispose(() => this.panels.delete(key));
    show(panel, subject);
  }
}
