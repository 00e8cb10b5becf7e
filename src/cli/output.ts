import { paint } from "./drawing/paint.js";
import type { Paint } from "./drawing/paint.js";
import type { Terminal } from "./terminal.js";

/** The options that every command has. */
export interface OutputOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** False after --no-color. */
  readonly color?: boolean;
}

/** How a command speaks: to people in lines, or to programs in JSON. */
export class Output {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly paint: Paint;

  constructor(
    readonly terminal: Terminal,
    options: OutputOptions,
  ) {
    this.json = options.json ?? false;
    this.quiet = options.quiet ?? false;
    this.paint = paint(terminal.colour && options.color !== false && !this.json);
  }

  /** A command's result: `document` with --json, else lines for people. */
  result(document: unknown, lines: () => readonly string[]): void {
    if (this.json) this.terminal.out(`${JSON.stringify(document, undefined, 2)}\n`);
    else for (const line of lines()) this.terminal.out(`${line}\n`);
  }

  /** What is being done, or could be done next: not for --quiet. */
  note(line: string): void {
    if (!this.quiet) this.terminal.err(`${line}\n`);
  }
}
