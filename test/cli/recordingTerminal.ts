import type { Terminal } from "../../src/cli/terminal.js";

/** A terminal that keeps what is written to it. */
export class RecordingTerminal implements Terminal {
  written = { out: "", err: "" };
  readonly isInteractive: boolean = false;
  readonly colour = false;

  readonly out = (text: string): void => {
    this.written.out += text;
  };

  readonly err = (text: string): void => {
    this.written.err += text;
  };

  columns(): number {
    return 80;
  }
}
