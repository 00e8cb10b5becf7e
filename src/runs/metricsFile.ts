import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeFileSync,
} from "node:fs";
import type { MetricsLine } from "./metrics.js";
import { RunFormatError, writing } from "./runErrors.js";
import { runPaths } from "./runPaths.js";

/**
 * Appends one line to metrics.jsonl; a write that fails leaves no part of it.
 * @returns the file's length in bytes.
 * @throws RunWriteError
 */
export function appendMetrics(folder: string, line: MetricsLine): number {
  return withMetrics(folder, constants.O_WRONLY | constants.O_APPEND, (file) => {
    const before = fstatSync(file).size;
    const bytes = Buffer.from(JSON.stringify(line) + "\n");
    try {
      writeFileSync(file, bytes);
    } catch (error) {
      ftruncateSync(file, before);
      throw error;
    }
    return before + bytes.length;
  });
}

/**
 * Cuts metrics.jsonl to the length that it had when a checkpoint was written, so that a resumed run
 * ends with the lines of one that was never interrupted.
 * @throws RunFormatError when it is shorter, or was not cut at the end of a line; RunWriteError.
 */
export function rewindMetrics(folder: string, bytes: number): void {
  const path = runPaths.metrics(folder);
  withMetrics(folder, constants.O_RDWR, (file) => {
    const { size } = fstatSync(file);
    if (size < bytes) {
      throw new RunFormatError(
        path,
        `the checkpoint was written at ${bytes} bytes, but only ${size} are left. Start a new run.`,
      );
    }
    if (bytes > 0 && !endsLine(file, bytes)) {
      throw new RunFormatError(
        path,
        `no line ends at byte ${bytes}, where the checkpoint was written. Start a new run.`,
      );
    }
    ftruncateSync(file, bytes);
  });
}

/** Cuts away a line that a killed trainer left unfinished. @returns the file's length in bytes. */
export function dropUnfinishedLine(folder: string): number {
  return withMetrics(folder, constants.O_RDWR, (file) => {
    let { size } = fstatSync(file);
    while (size > 0 && !endsLine(file, size)) size -= 1;
    ftruncateSync(file, size);
    return size;
  });
}

/** Waits until the lines are on the disk, so that a checkpoint never outlives them in a power cut. */
export function syncMetrics(folder: string): void {
  withMetrics(folder, constants.O_RDWR, (file) => {
    fsyncSync(file);
  });
}

/** Opens the file for each use: one kept open would swallow writes after its folder was deleted. */
function withMetrics<T>(folder: string, flags: number, use: (file: number) => T): T {
  const path = runPaths.metrics(folder);
  return writing(path, () => {
    const file = openSync(path, flags);
    try {
      return use(file);
    } finally {
      closeSync(file);
    }
  });
}

function endsLine(file: number, length: number): boolean {
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, length - 1);
  return byte[0] === 0x0a;
}
