import type * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import type { RowChanges } from "./messages.js";
import type { RunRecord } from "../runs/runRecord.js";
import type { RunStore } from "../runs/runStore.js";
import type { RunQueue } from "../training/runQueue.js";
import type { RunColors } from "./runColors.js";
import type { RunRows } from "./runRows.js";

/** A page gets at most four messages a second, however many runs are in training. */
const everyMs = 250;

/** What tells how the runs of the workspace are. */
export interface RunSources {
  readonly store: RunStore;
  readonly queue: RunQueue;
  readonly onDidChangeQueue: vscode.Event<undefined>;
  readonly colors: RunColors;
}

/** Tells a page the rows of runs, all of them first and then what changes, until it is disposed. */
export class RowFeed extends Disposable {
  private rows: RunRows | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isTelling = false;
  private isBehind = false;

  /** @param isMeant which runs are told of */
  constructor(
    private readonly sources: RunSources,
    private readonly isMeant: (record: RunRecord) => boolean,
    private readonly post: (changes: RowChanges) => void,
  ) {
    super();
    const hear = () => {
      this.tellSoon();
    };
    this.register(sources.store.onDidChange(hear));
    this.register(sources.onDidChangeQueue(hear));
    void this.tell();
  }

  override dispose(): void {
    super.dispose();
    clearTimeout(this.timer);
  }

  private tellSoon(): void {
    if (this.isDisposed) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.tell();
    }, everyMs);
  }

  private async tell(): Promise<void> {
    this.isBehind = this.isTelling;
    if (this.isTelling) return;
    this.isTelling = true;
    const isFirst = this.rows === undefined;
    this.rows ??= await this.makeRows();
    const changes = await this.rows.changes();
    this.isTelling = false;
    if (this.isDisposed) return;
    if (isFirst || changes.rows.length > 0 || changes.gone.length > 0) this.post(changes);
    this.sources.colors.keep();
    if (this.isBehind) this.tellSoon();
  }

  private async makeRows(): Promise<RunRows> {
    const { store, queue, colors } = this.sources;
    // Not in activation's time: it loads the checks of what is read.
    const { RunRows } = await import("./runRows.js");
    return new RunRows({
      records: async () => (await store.list()).filter(this.isMeant),
      isWaiting: (folder) => queue.has(folder),
      colorOf: (id) => colors.of(id),
    });
  }
}
