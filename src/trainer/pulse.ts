import { setImmediate } from "node:timers/promises";
import { checkpointRequested, clearCheckpointRequest } from "../runs/checkpointRequest.js";
import type { RunState } from "../runs/state.js";
import type { RunWriter } from "../runs/runWriter.js";
import { stopRequested } from "../runs/stopRequest.js";
import { ownEnd } from "./ownEnd.js";
import type { StopSignal } from "./stopSignal.js";

const everyMs = 1000;

/**
 * What a trainer does beside computing: about once a second it writes its heartbeat and looks for what
 * the run's files `stop` and `save` ask. The loop calls it between steps, so that a disk's error ends
 * the loop.
 */
export class Pulse {
  private last = 0;
  private saveAsked = false;

  constructor(
    private readonly writer: RunWriter,
    private readonly stop: StopSignal,
    private readonly state: () => Partial<RunState>,
  ) {}

  /** Also lets messages and signals in: an engine may compute on this thread without a pause. */
  async beat(): Promise<void> {
    await setImmediate();
    const now = performance.now();
    if (now - this.last < everyMs) return;
    this.last = now;
    const asked = stopRequested(this.writer.folder);
    if (asked === "now") ownEnd();
    if (asked) this.stop.request();
    this.saveAsked = checkpointRequested(this.writer.folder);
    const status = this.stop.isRequested() ? "stopping" : "running";
    this.writer.updateState({ ...this.state(), status });
  }

  /** Whether a checkpoint was asked for, by the last look; the loop saves it between two steps. */
  get isSaveAsked(): boolean {
    return this.saveAsked;
  }

  /** Tells who asked that a checkpoint is saved. Throws RunWriteError. */
  answerSave(): void {
    if (!this.saveAsked) return;
    this.saveAsked = false;
    clearCheckpointRequest(this.writer.folder);
  }
}
