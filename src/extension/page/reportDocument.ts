import { basename } from "node:path";
import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import type { ToFileReport } from "./messages.js";
import { FileChanges } from "./fileChanges.js";
import { FileReading } from "./fileReading.js";
import type { ReadFile } from "./fileReading.js";
import type { FileWork } from "./fileWork.js";

/** What there is to know of a file. */
export interface FileSource<Message> {
  /** What the file holds. */
  readonly read: ReadFile<Message>;
  /** What is done with it. */
  readonly work: Pick<FileWork<Message>, "onDidTell" | "messages" | "current">;
}

/** A file that is open: read when it opens, and again when it changes. */
export class ReportDocument<Message> extends Disposable implements vscode.CustomDocument {
  private readonly told = this.register(new vscode.EventEmitter<ToFileReport | Message>());
  private reading: FileReading<Message>;

  readonly onDidTell = this.told.event;

  constructor(
    readonly uri: vscode.Uri,
    private readonly source: FileSource<Message>,
  ) {
    super();
    const file = uri.fsPath;
    this.reading = this.read();
    this.register(new FileChanges(file, () => void this.reread()));
    this.register(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        // A report that could only be looked at gets its buttons.
        this.tellAll();
      }),
    );
    this.register(
      source.work.onDidTell(({ file: of, message }) => {
        if (of === file) this.told.fire(message);
      }),
    );
  }

  /** What a report that opens now has to be told, in order. */
  get messages(): (ToFileReport | Message)[] {
    const { fsPath } = this.uri;
    const { isTrusted } = vscode.workspace;
    return [
      { type: "opened", name: basename(fsPath), isTrusted },
      ...this.reading.messages,
      ...this.source.work.messages(fsPath),
    ];
  }

  override dispose(): void {
    this.reading.dispose();
    super.dispose();
  }

  private read(): FileReading<Message> {
    return new FileReading(this.uri.fsPath, this.source.read, (message) => {
      this.told.fire(message);
    });
  }

  private async reread(): Promise<void> {
    // What came of the file that was is no longer told.
    await this.source.work.current(this.uri.fsPath);
    if (this.isDisposed) return;
    this.reading.dispose();
    this.reading = this.read();
    this.tellAll();
  }

  private tellAll(): void {
    for (const message of this.messages) this.told.fire(message);
  }
}
