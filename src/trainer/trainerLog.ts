import { closeSync, fstatSync, openSync, readSync } from "node:fs";

const mostBytes = 4096;
const mostLines = 30;

/**
 * What a trainer process writes to its standard output and error: the run's log, opened for appending.
 * The trainer has it also after its starter died.
 */
export class TrainerLog {
  readonly descriptor: number;
  private readonly start: number;

  /** @throws The file system's error where the log cannot be opened. */
  constructor(file: string) {
    this.descriptor = openSync(file, "a+");
    this.start = fstatSync(this.descriptor).size;
  }

  /** The last lines written since this log was opened, also where the file was deleted since. */
  lastLines(): string {
    const end = fstatSync(this.descriptor).size;
    const from = Math.max(this.start, end - mostBytes);
    const bytes = Buffer.alloc(end - from);
    const read = readSync(this.descriptor, bytes, 0, bytes.length, from);
    const lines = bytes.toString("utf8", 0, read).trimEnd().split("\n");
    return lines.slice(-mostLines).join("\n");
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
