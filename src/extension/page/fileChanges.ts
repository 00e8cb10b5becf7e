import { basename, dirname } from "node:path";
import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import { fileStamp } from "../fileStamp.js";

/** A file is written in steps: it is read once it rests. */
const restMs = 300;

/** Tells when a file has changed, appeared or gone. */
export class FileChanges extends Disposable {
  private rest: NodeJS.Timeout | undefined;
  private stamp = "";

  constructor(
    private readonly file: string,
    private readonly onChange: () => void,
  ) {
    super();
    void fileStamp(file).then((stamp) => (this.stamp = stamp));
    const pattern = new vscode.RelativePattern(vscode.Uri.file(dirname(file)), basename(file));
    const watcher = this.register(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
      this.register(
        event(() => {
          clearTimeout(this.rest);
          this.rest = setTimeout(() => void this.look(), restMs);
        }),
      );
    }
  }

  override dispose(): void {
    clearTimeout(this.rest);
    super.dispose();
  }

  private async look(): Promise<void> {
    const stamp = await fileStamp(this.file);
    // Some file systems report a file that was only opened.
    if (this.isDisposed || stamp === this.stamp) return;
    this.stamp = stamp;
    this.onChange();
  }
}
