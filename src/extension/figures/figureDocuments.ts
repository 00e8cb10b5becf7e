import { basename } from "node:path";
import * as vscode from "vscode";

const scheme = "gloro-figures";

/** Texts with figures, which are read-only and not in any file. */
export class FigureDocuments implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  readonly onDidChange = this.changed.event;

  /** Shows a text about a model file; one of the same title, which it replaces, comes to the front. */
  async show(file: string, title: string, text: string): Promise<void> {
    const name = `${basename(file)}: ${title}`;
    const uri = vscode.Uri.from({ scheme, path: `/${name}`, query: file });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.texts.get(uri.toString()) ??
      vscode.l10n.t("These figures went with the window. Evaluate or attack the model again.")
    );
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}
