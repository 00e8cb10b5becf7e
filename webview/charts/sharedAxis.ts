import type { Range } from "./points.js";

/** The x axis that several charts share: what is zoomed or pointed at in one is so in all. */
export class SharedAxis {
  private readonly listeners = new Set<(change: "range" | "cursor") => void>();
  private shownRange: Range | undefined;
  private shownCursor: number | undefined;

  /** What is zoomed to; undefined where everything is shown. */
  get range(): Range | undefined {
    return this.shownRange;
  }

  /** The x that is pointed at. */
  get cursor(): number | undefined {
    return this.shownCursor;
  }

  zoom(range: Range | undefined): void {
    this.shownRange = range;
    this.tell("range");
  }

  point(x: number | undefined): void {
    if (x === this.shownCursor) return;
    this.shownCursor = x;
    this.tell("cursor");
  }

  onChange(listener: (change: "range" | "cursor") => void): void {
    this.listeners.add(listener);
  }

  private tell(change: "range" | "cursor"): void {
    for (const listener of this.listeners) listener(change);
  }
}
