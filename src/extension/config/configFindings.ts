import * as vscode from "vscode";
import type { ConfigFinding } from "../../runs/configFindings.js";
import { Disposable } from "../disposable.js";
import type { Inquirer } from "../inquiries/inquirer.js";
import { isConfig } from "../training/configFiles.js";
import { markedFindings } from "./findingUse.js";

/** After the last letter: checking at each one would only delay the answer. */
const quietMs = 300;

interface Checked {
  readonly version: number;
  readonly findings: readonly ConfigFinding[];
}

/** What is wrong in the configs that are open, marked in them and kept for quick fixes. */
export class ConfigFindings extends Disposable {
  private readonly marks = this.register(vscode.languages.createDiagnosticCollection("gloro"));
  private readonly checked = new Map<string, Checked>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly inquirer: Inquirer,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    const { workspace } = vscode;
    this.register(
      workspace.onDidOpenTextDocument((document) => {
        this.checkSoon(document);
      }),
    );
    this.register(
      workspace.onDidChangeTextDocument(({ document }) => {
        this.checkSoon(document);
      }),
    );
    // The files that it names may have come or gone.
    this.register(
      workspace.onDidSaveTextDocument((document) => {
        this.checkSoon(document);
      }),
    );
    this.register(
      workspace.onDidCloseTextDocument((document) => {
        this.forget(document);
      }),
    );
    for (const document of workspace.textDocuments) this.checkSoon(document);
  }

  /** The findings in a document as it stands now; none while it is being checked. */
  of(document: vscode.TextDocument): readonly ConfigFinding[] {
    const known = this.checked.get(document.uri.toString());
    return known?.version === document.version ? known.findings : [];
  }

  override dispose(): void {
    super.dispose();
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private checkSoon(document: vscode.TextDocument): void {
    if (!isConfig(document.uri)) return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        void this.check(document);
      }, quietMs),
    );
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const { uri, version } = document;
    try {
      const text = document.getText();
      const findings = await this.inquirer.ask("findings", { text, file: uri.fsPath });
      // Meanwhile changed, it is checked again; closed, nobody asks.
      if (this.isDisposed || document.version !== version || document.isClosed) return;
      this.checked.set(uri.toString(), { version, findings });
      this.marks.set(
        uri,
        markedFindings(findings).map((finding) => toDiagnostic(document, finding)),
      );
    } catch (error) {
      this.log.error(`${uri.fsPath} could not be checked: ${String(error)}`);
    }
  }

  private forget({ uri }: vscode.TextDocument): void {
    const key = uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.checked.delete(key);
    this.marks.delete(uri);
  }
}

function toDiagnostic(
  document: vscode.TextDocument,
  { offset, length, message }: ConfigFinding,
): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = "GloRo";
  return diagnostic;
}
