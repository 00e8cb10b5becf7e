import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import type { ToModelReport } from "../messages.js";
import type { ModelCertificates } from "./modelCertificates.js";
import { ModelExamination } from "./modelExamination.js";

/** A file is written in steps: it is read once it rests. */
const restMs = 300;

/** A model file that is open: examined when it opens, and again when it changes. */
export class ModelDocument extends Disposable implements vscode.CustomDocument {
  private readonly told = this.register(new vscode.EventEmitter<ToModelReport>());
  private examination: ModelExamination;
  private rest: NodeJS.Timeout | undefined;
  private stamp = "";

  readonly onDidTell = this.told.event;

  constructor(
    readonly uri: vscode.Uri,
    private readonly certificates: ModelCertificates,
  ) {
    super();
    const file = uri.fsPath;
    this.examination = this.examine();
    void this.readStamp().then((stamp) => (this.stamp = stamp));
    const pattern = new vscode.RelativePattern(vscode.Uri.file(dirname(file)), basename(file));
    const watcher = this.register(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
      this.register(
        event(() => {
          clearTimeout(this.rest);
          this.rest = setTimeout(() => void this.reread(), restMs);
        }),
      );
    }
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
    clearTimeout(this.rest);
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

  private async reread(): Promise<void> {
    const stamp = await this.readStamp();
    // Some file systems report a file that was only opened.
    if (this.isDisposed || stamp === this.stamp) return;
    this.stamp = stamp;
    this.certificates.forget(this.uri.fsPath);
    this.examination.dispose();
    this.examination = this.examine();
    this.told.fire(this.opened());
  }

  private async readStamp(): Promise<string> {
    const found = await stat(this.uri.fsPath).catch(() => undefined);
    return `${String(found?.mtimeMs)} ${String(found?.size)}`;
  }
}
