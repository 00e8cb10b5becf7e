import { basename } from "node:path";
import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import type { ToModelReport } from "../messages.js";
import { FileChanges } from "../page/fileChanges.js";
import type { ModelCertificates } from "./modelCertificates.js";
import { ModelExamination } from "./modelExamination.js";

/** A model file that is open: examined when it opens, and again when it changes. */
export class ModelDocument extends Disposable implements vscode.CustomDocument {
  private readonly told = this.register(new vscode.EventEmitter<ToModelReport>());
  private examination: ModelExamination;

  readonly onDidTell = this.told.event;

  constructor(
    readonly uri: vscode.Uri,
    private readonly certificates: ModelCertificates,
  ) {
    super();
    const file = uri.fsPath;
    this.examination = this.examine();
    this.register(
      new FileChanges(file, () => {
        this.reread();
      }),
    );
    this.register(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        // A report that could only be looked at gets its buttons.
        for (const message of this.messages) this.told.fire(message);
      }),
    );
    this.register(
      certificates.onDidTell(({ file: of, message }) => {
        if (of === file) this.told.fire(message);
      }),
    );
  }

  /** What a report that opens now has to be told, in order. */
  get messages(): ToModelReport[] {
    const { fsPath } = this.uri;
    return [this.opened(), ...this.examination.messages, ...this.certificates.messages(fsPath)];
  }

  override dispose(): void {
    this.examination.dispose();
    super.dispose();
  }

  private examine(): ModelExamination {
    return new ModelExamination(this.uri.fsPath, (message) => {
      this.told.fire(message);
    });
  }

  private opened(): ToModelReport {
    const { isTrusted } = vscode.workspace;
    return { type: "opened", name: basename(this.uri.fsPath), isTrusted };
  }

  private reread(): void {
    this.certificates.forget(this.uri.fsPath);
    this.examination.dispose();
    this.examination = this.examine();
    this.told.fire(this.opened());
  }
}
