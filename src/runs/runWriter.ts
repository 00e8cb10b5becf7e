import { appendFileSync } from "node:fs";
import { lock } from "./lock.js";
import type { RunLock } from "./lock.js";
import type { MetricsLine } from "./metrics.js";
import { appendMetrics, dropUnfinishedLine, rewindMetrics } from "./metricsFile.js";
import { overwriteRunFile } from "./overwriteRunFile.js";
import { ownIdentity } from "./processIdentity.js";
import { readState, toJson, writeState } from "./runState.js";
import { RunWriteError, writing } from "./runErrors.js";
import { runPaths } from "./runPaths.js";
import { hasEnded } from "./state.js";
import type { RunState } from "./state.js";

/**
 * The one writer of a run: holds its lock from {@link open} to {@link close}. Every method throws
 * RunWriteError when the disk refuses; what was written before stays whole.
 */
export class RunWriter {
  private constructor(
    readonly folder: string,
    private readonly held: RunLock,
    private current: RunState,
    private length: number,
  ) {}

  /**
   * Takes the run and mends what a killed trainer left.
   * @throws RunLockedError while another trainer holds it; RunNotFoundError; RunFormatError.
   */
  static open(folder: string): RunWriter {
    // Before the lock, so that a folder without a run is called that.
    readState(folder);
    const held = lock(folder);
    try {
      const length = dropUnfinishedLine(folder);
      const writer = new RunWriter(folder, held, readState(folder), length);
      const started = new Date().toISOString();
      writer.updateState({
        status: "starting",
        process: ownIdentity(),
        started,
        ended: undefined,
        message: undefined,
        resumeWith: undefined,
      });
      return writer;
    } catch (error) {
      held.release();
      throw error;
    }
  }

  /** The state as last written. */
  get state(): RunState {
    return this.current;
  }

  /** Length of metrics.jsonl, which a checkpoint notes. */
  get metricsBytes(): number {
    return this.length;
  }

  /** Merges a change into the state and writes it. Without a change it is a heartbeat. */
  updateState(change: Partial<RunState> = {}): void {
    const next = this.changed(change);
    writeState(this.folder, next);
    this.current = next;
  }

  /** Ends the run as failed, also where the disk has no room for another file. */
  fail(message: string, resumeWith?: readonly string[]): void {
    const next = this.changed({
      status: "failed",
      message,
      ...(resumeWith && { resumeWith: [...resumeWith] }),
    });
    try {
      writeState(this.folder, next);
    } catch (error) {
      if (!(error instanceof RunWriteError)) throw error;
      if (!overwriteRunFile(runPaths.state(this.folder), toJson(next))) throw error;
    }
    this.current = next;
  }

  appendMetrics(line: MetricsLine): void {
    this.length = appendMetrics(this.folder, line);
  }

  /** Goes back to a checkpoint: cuts metrics.jsonl and counts one more resume, which readers see. */
  rewind(metricsBytes: number): void {
    rewindMetrics(this.folder, metricsBytes);
    this.length = metricsBytes;
    this.updateState({ resumes: this.current.resumes + 1 });
  }

  /** Appends a line, with the time before it, to log.txt. */
  log(text: string): void {
    const path = runPaths.log(this.folder);
    writing(path, () => {
      appendFileSync(path, `${new Date().toISOString()} ${text}\n`);
    });
  }

  /** Releases the lock. Safe to call twice. */
  close(): void {
    this.held.release();
  }

  private changed(change: Partial<RunState>): RunState {
    const now = new Date().toISOString();
    const ended = change.status && hasEnded(change.status) ? { ended: now } : {};
    return { ...this.current, ...change, ...ended, updated: now };
  }
}
