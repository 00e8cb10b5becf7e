import * as vscode from "vscode";
import { runsFolder } from "../../runs/runsFolder.js";
import { Disposable } from "../disposable.js";
import { isActive } from "./runRecord.js";
import type { ReadRun, RunRecord } from "./runRecord.js";
import type { RunChange, RunRecords } from "./runRecords.js";

/** How often a run that a trainer has is read. A killed trainer changes no file: only asking tells. */
const pollMs = 1000;

/** Changes of many files come in bursts. */
const burstMs = 100;

/**
 * The runs of the workspace's folders. Each folder is watched; beside that only runs that are being
 * trained are read again and again.
 */
export class RunStore extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<RunChange | undefined>());
  private readonly ended = this.register(new vscode.EventEmitter<ReadRun>());
  private watchers: vscode.Disposable | undefined;
  private records: Promise<RunRecords> | undefined;
  private read: RunRecords | undefined;
  private poll: NodeJS.Timeout | undefined;
  private burst: NodeJS.Timeout | undefined;
  private isFirstDone = false;
  private failure: string | undefined;

  /** A run that changed, or nothing where more than one may have. */
  readonly onDidChange = this.changed.event;
  /** A run whose trainer has gone since it was last read. */
  readonly onDidEnd = this.ended.event;

  constructor(private readonly log: vscode.LogOutputChannel) {
    super();
    this.watch();
    this.register(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.watch();
        void this.refresh({ anew: false });
      }),
    );
  }

  /** The folders of runs, one in each folder of the workspace. */
  get parents(): string[] {
    return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => runsFolder(uri.fsPath));
  }

  /** The runs, newest first; reads them when first asked. */
  async list(): Promise<readonly RunRecord[]> {
    return (await this.load()).list();
  }

  /** The runs as last read; none before the first reading is done. */
  get known(): readonly RunRecord[] {
    return this.read?.list() ?? [];
  }

  /** Whether the runs were read once. */
  get isRead(): boolean {
    return this.isFirstDone;
  }

  get(folder: string): RunRecord | undefined {
    return this.read?.get(folder);
  }

  /** Why the runs could not be listed, the last time. */
  get error(): string | undefined {
    return this.failure;
  }

  /** Looks for runs that came or went, or reads all anew. */
  async refresh({ anew }: { anew: boolean }): Promise<void> {
    const records = await this.load();
    await this.readAll(records, anew);
  }

  /** Reads one run now. */
  async reread(folder: string): Promise<void> {
    const records = await this.load();
    if (!this.isDisposed) this.tell(records.read(folder));
  }

  override dispose(): void {
    super.dispose();
    this.watchers?.dispose();
    clearTimeout(this.poll);
    clearTimeout(this.burst);
  }

  private load(): Promise<RunRecords> {
    this.records ??= this.loadFirst();
    return this.records;
  }

  private async loadFirst(): Promise<RunRecords> {
    // Here, since the checks of what is read take their time to load.
    const { RunRecords } = await import("./runRecords.js");
    const records = new RunRecords();
    this.read = records;
    await this.readAll(records, false);
    return records;
  }

  private async readAll(records: RunRecords, anew: boolean): Promise<void> {
    try {
      const changes = await records.readAll(this.parents, { anew });
      this.failure = undefined;
      for (const { ended } of changes) if (ended) this.ended.fire(ended);
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
      this.log.error(`The runs could not be listed: ${this.failure}`);
    }
    if (this.isDisposed) return;
    this.isFirstDone = true;
    this.changed.fire(undefined);
    this.schedulePoll(records);
  }

  private tell(change: RunChange): void {
    if (change.ended) this.ended.fire(change.ended);
    if (change.affects === "list") this.changed.fire(undefined);
    if (change.affects === "run") this.changed.fire(change);
    if (this.read) this.schedulePoll(this.read);
  }

  /** One timer for all runs that are being trained; none while there are none. */
  private schedulePoll(records: RunRecords): void {
    if (this.poll !== undefined || records.active().length === 0) return;
    this.poll = setTimeout(() => {
      this.poll = undefined;
      for (const folder of records.active()) this.tell(records.read(folder));
      this.schedulePoll(records);
    }, pollMs);
  }

  private watch(): void {
    this.watchers?.dispose();
    const watchers = (vscode.workspace.workspaceFolders ?? []).flatMap((folder) => {
      const watcher = (pattern: string) =>
        vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, pattern));
      const lists = [watcher(".gloro"), watcher(".gloro/runs"), watcher(".gloro/runs/*")];
      const files = watcher(".gloro/runs/*/{state.json,notes.json,lock}");
      return [
        ...lists,
        files,
        ...lists.flatMap(({ onDidCreate, onDidDelete }) => [
          onDidCreate(() => {
            this.refreshSoon();
          }),
          onDidDelete(() => {
            this.refreshSoon();
          }),
        ]),
        ...[files.onDidCreate, files.onDidChange, files.onDidDelete].map((event) =>
          event((uri) => {
            this.hear(uri);
          }),
        ),
      ];
    });
    this.watchers = vscode.Disposable.from(...watchers);
  }

  private hear(file: vscode.Uri): void {
    const folder = vscode.Uri.joinPath(file, "..").fsPath;
    const record = this.read?.get(folder);
    const isState = file.path.endsWith("/state.json");
    // The poll reads the heartbeats of a run that it knows to be trained.
    if (record && isState && isActive(record)) return;
    if (record) void this.reread(folder);
    else this.refreshSoon();
  }

  private refreshSoon(): void {
    this.burst ??= setTimeout(() => {
      this.burst = undefined;
      void this.refresh({ anew: false });
    }, burstMs);
  }
}
