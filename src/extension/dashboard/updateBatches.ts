import type { RunUpdate } from "./messages.js";

const everyMs = 250;

/** Gathers updates, so that a webview gets at most four messages a second however fast a run is. */
export class UpdateBatches {
  private gathered: RunUpdate[] = [];
  private timer: NodeJS.Timeout | undefined;
  private lastSent = -Infinity;

  constructor(private readonly send: (updates: readonly RunUpdate[]) => void) {}

  /** Sends the update with those that follow it, at once where nothing was sent for a while. */
  push(update: RunUpdate): void {
    this.gathered.push(update);
    // At least a turn of the event loop: a run's state and its lines come one after the other.
    this.timer ??= setTimeout(
      () => {
        this.flush();
      },
      Math.max(0, this.lastSent + everyMs - performance.now()),
    );
  }

  /** Sends nothing any more. */
  dispose(): void {
    clearTimeout(this.timer);
    this.gathered = [];
  }

  private flush(): void {
    const updates = this.gathered;
    this.gathered = [];
    this.timer = undefined;
    this.lastSent = performance.now();
    this.send(updates);
  }
}
