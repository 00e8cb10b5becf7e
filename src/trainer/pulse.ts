import { setImmediate } from "node:timers/promises";
import type { RunState } from "../runs/state.js";
import type { RunWriter } from "../runs/runWriter.js";
import { stopRequested } from "../runs/stopRequest.js";
import { ownEnd } from "./ownEnd.js";
import type { StopSignal } from "./stopSignal.js";

const everyMs = 1000;

/**
 * What a trainer does beside computing: about once a second it writes its heartbeat and looks for the
 * run's stop file. The loop calls it between steps, so that a disk's error ends the loop.
 */
export class Pulse {
  private last = 0;

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
    const status = this.stop.isRequested() ? "stopping" : "running";
    this.writer.updateState({ ...this.state(), status });
  }
}
