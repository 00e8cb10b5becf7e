/** Weight of the newest step in the running mean: about the last twenty steps count. */
const newest = 0.05;

/** How long training takes, in milliseconds. */
export class StepClock {
  /** A running mean; 0 before the first step. */
  msPerStep = 0;
  private since = performance.now();

  /** Notes the end of a step that took `milliseconds`. */
  step(milliseconds: number): void {
    if (this.msPerStep === 0) this.msPerStep = milliseconds;
    else this.msPerStep += newest * (milliseconds - this.msPerStep);
  }

  /** Seconds since the last call, or since the clock was made. */
  lap(): number {
    const now = performance.now();
    const seconds = (now - this.since) / 1000;
    this.since = now;
    return seconds;
  }
}
