import { GloroError } from "../errors.js";

/** A schedule that cannot be read. */
export class ScheduleSyntaxError extends GloroError {
  override name = "ScheduleSyntaxError";

  constructor(
    readonly text: string,
    /** Where reading stopped, from 0. */
    readonly position: number,
    /** What may stand there. */
    readonly expected: string,
  ) {
    const found = position < text.length ? `"${text.slice(position)}"` : "the end";
    super(`Schedule "${text}", character ${position + 1}: expected ${expected}, found ${found}.`);
  }
}
