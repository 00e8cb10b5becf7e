import { basename } from "node:path";
import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import { askAlone } from "../inquiries/askAlone.js";
import type { CertificateFileView, ToCertificateReport } from "../messages.js";
import { FileChanges } from "../page/fileChanges.js";
import type { Verifications } from "./verifications.js";

/** A certificate file that is open: read when it opens, and again when it changes. */
export class CertificateDocument extends Disposable implements vscode.CustomDocument {
  private readonly told = this.register(new vscode.EventEmitter<ToCertificateReport>());
  private found: ToCertificateReport | undefined;
  private reading = new AbortController();

  readonly onDidTell = this.told.event;

  constructor(
    readonly uri: vscode.Uri,
    private readonly verifications: Verifications,
  ) {
    super();
    const file = uri.fsPath;
    void this.read();
    this.register(
      new FileChanges(file, () => {
        this.reread();
      }),
    );
    this.register(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        for (const message of this.messages) this.told.fire(message);
      }),
    );
    this.register(
      verifications.onDidTell(({ file: of, message }) => {
        if (of === file) this.told.fire(message);
      }),
    );
  }

  /** What a report that opens now has to be told, in order. */
  get messages(): ToCertificateReport[] {
    const { found } = this;
    return [
      this.opened(),
      ...(found ? [found] : []),
      ...this.verifications.messages(this.uri.fsPath),
    ];
  }

  override dispose(): void {
    this.reading.abort();
    super.dispose();
  }

  private opened(): ToCertificateReport {
    const { isTrusted } = vscode.workspace;
    return { type: "opened", name: basename(this.uri.fsPath), isTrusted };
  }

  private reread(): void {
    this.verifications.forget(this.uri.fsPath);
    this.reading.abort();
    this.reading = new AbortController();
    this.found = undefined;
    this.told.fire(this.opened());
    void this.read();
  }

  private async read(): Promise<void> {
    const { signal } = this.reading;
    const found = await this.ask(signal);
    if (!found || signal.aborted) return;
    this.found = found;
    this.told.fire(found);
  }

  private async ask(signal: AbortSignal): Promise<ToCertificateReport | undefined> {
    try {
      const question = { file: this.uri.fsPath };
      const certificate: CertificateFileView | undefined = await askAlone(
        "readCertificate",
        question,
        { signal },
      );
      return certificate && { type: "certificate", certificate };
    } catch (error) {
      return { type: "failed", message: error instanceof Error ? error.message : String(error) };
    }
  }
}
