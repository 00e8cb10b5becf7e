import * as vscode from "vscode";
import type { Ending } from "../../trainer/ending.js";
import { startTrainer } from "../../trainer/startTrainer.js";
import type { Attachment, Trainer } from "../../trainer/startTrainer.js";
import type { StopKind } from "../../runs/stopRequest.js";
import { Disposable } from "../disposable.js";
import { isActive, isInterrupted } from "../runs/runRecord.js";
import type { RunStore } from "../runs/runStore.js";
import { settings } from "../settings.js";
import type { RunQueue } from "./runQueue.js";

interface OwnTrainer {
  readonly attachment: Attachment;
  readonly trainer: Trainer;
}

/** Starts trainers for the runs whose turn it is, and stops trainers, whoever started them. */
export class TrainingHost extends Disposable {
  /** Trainers that this window started. */
  private readonly own = new Map<string, OwnTrainer>();
  private readonly starting = new Set<string>();
  /** Runs that the user ended at once: their end is no news. */
  private readonly ended = new Set<string>();
  private readonly queueChanged = this.register(new vscode.EventEmitter<undefined>());
  private readonly failed = this.register(
    new vscode.EventEmitter<{ id: string; message: string }>(),
  );

  readonly onDidChangeQueue = this.queueChanged.event;
  /** A trainer failed whose run's folder could not tell it: it is gone, or its disk is full. */
  readonly onDidFail = this.failed.event;

  constructor(
    private readonly store: RunStore,
    private readonly queue: RunQueue,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.register(
      store.onDidChange(() => {
        this.startDue();
      }),
    );
    this.register(
      vscode.workspace.onDidChangeConfiguration(() => {
        this.startDue();
      }),
    );
    this.register(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.startDue();
      }),
    );
  }

  /** Trains a run, new or old, when its turn comes. */
  async enqueue(folder: string): Promise<void> {
    await this.store.reread(folder);
    this.queue.add(folder);
    this.queueChanged.fire(undefined);
    this.startDue();
  }

  /** Starts the runs that wait, as many as may run at once. */
  startDue(): void {
    if (this.isDisposed || !vscode.workspace.isTrusted || !this.store.isRead) return;
    // A run that was deleted, or that another program trains, waits no more.
    this.queue.retain((folder) => {
      const record = this.store.get(folder);
      return record !== undefined && !isActive(record);
    });
    const active = this.store.known.filter(isActive).map(({ folder }) => folder);
    const busy = new Set([...active, ...this.starting, ...this.own.keys()]);
    for (const folder of this.queue.due(busy, settings.maxConcurrentRuns())) {
      void this.start(folder);
    }
  }

  /** Whether the user ended this run at once. */
  wasForced(folder: string): boolean {
    return this.ended.has(folder);
  }

  /**
   * Stops a run, or takes it out of the queue.
   * @throws GloroError where no trainer has it; RunWriteError.
   */
  async stop(folder: string, kind: StopKind): Promise<void> {
    if (this.queue.has(folder) && !this.starting.has(folder)) {
      await this.leaveQueue(folder);
      return;
    }
    if (kind === "now") this.ended.add(folder);
    const own = this.own.get(folder);
    if (own) {
      own.trainer.stop(kind);
      await this.store.reread(folder);
      return;
    }
    const { stopRun } = await import("../../trainer/stopRun.js");
    await stopRun(folder, kind);
    await this.store.reread(folder);
  }

  /**
   * Stops runs gracefully: those that wait first, so that none of them begins where another ends. Runs that
   * nobody trains stay as they are.
   * @throws RunWriteError
   */
  async stopAll(folders: readonly string[]): Promise<void> {
    const waiting = folders.filter((folder) => this.queue.has(folder));
    for (const folder of waiting) await this.stop(folder, "gracefully");
    const active = folders.filter((folder) => {
      const record = this.store.get(folder);
      return record !== undefined && isActive(record);
    });
    await Promise.all(active.map((folder) => this.stop(folder, "gracefully")));
  }

  /** A detached trainer is let go; an attached one saves a checkpoint and ends. */
  override dispose(): void {
    super.dispose();
    for (const { attachment, trainer } of this.own.values()) {
      // Not disposed of: that would kill it before its checkpoint.
      if (attachment === "attached") trainer.stop("gracefully");
      else trainer.dispose();
    }
    this.own.clear();
  }

  private async leaveQueue(folder: string): Promise<void> {
    this.queue.remove(folder);
    const record = this.store.get(folder);
    // One that was resumed keeps the end that it had.
    if (record?.kind === "run" && record.state.status === "queued") {
      const { endUntrained } = await import("../../runs/endUntrained.js");
      endUntrained(folder, "stopped", "Taken out of the queue before it began.");
    }
    await this.store.reread(folder);
    this.queueChanged.fire(undefined);
  }

  private async start(folder: string): Promise<void> {
    this.starting.add(folder);
    this.ended.delete(folder);
    const attachment = settings.keepRunning() ? "detached" : "attached";
    try {
      const trainer = await startTrainer({
        folder,
        attachment,
        onMessage: ({ type }) => {
          // The rest is read from the folder, as for a run that another program trains.
          if (type === "activity" || type === "started") void this.store.reread(folder);
        },
      });
      this.log.info(`Process ${trainer.pid} trains ${folder}.`);
      this.adopt(folder, { attachment, trainer });
    } catch (error) {
      await this.noteFailure(folder, error instanceof Error ? error.message : String(error));
    } finally {
      this.queue.remove(folder);
      this.starting.delete(folder);
    }
    await this.store.reread(folder);
    this.queueChanged.fire(undefined);
    this.startDue();
  }

  private adopt(folder: string, own: OwnTrainer): void {
    this.own.set(folder, own);
    // Disposed while the trainer started.
    if (this.isDisposed) this.dispose();
    void own.trainer.ending.then((ending) => this.hearEnding(folder, ending));
  }

  private async hearEnding(folder: string, ending: Ending): Promise<void> {
    this.own.delete(folder);
    if (this.isDisposed || ending.kind === "released") return;
    this.log.info(`The training of ${folder} ended: ${ending.kind}.`);
    if (ending.kind === "failed") await this.noteFailure(folder, ending.message);
    await this.store.reread(folder);
    this.startDue();
  }

  /** What the trainer could not write itself, or could not live to write. */
  private async noteFailure(folder: string, message: string): Promise<void> {
    this.log.error(`${folder}: ${message}`);
    await this.store.reread(folder);
    const record = this.store.get(folder);
    const state = record?.kind === "run" ? record.state : undefined;
    if (state?.status === "failed" && !isInterrupted(state)) return;
    const { endUntrained } = await import("../../runs/endUntrained.js");
    try {
      endUntrained(folder, "failed", message);
      await this.store.reread(folder);
    } catch {
      this.failed.fire({ id: record?.id ?? folder, message });
    }
  }
}
