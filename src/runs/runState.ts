import { existsSync } from "node:fs";
import { readJson } from "./readJson.js";
import { replaceRunFile } from "./replaceRunFile.js";
import { RunNotFoundError } from "./runErrors.js";
import { runPaths } from "./runPaths.js";
import { runStateSchema } from "./state.js";
import type { RunState } from "./state.js";

/**
 * The state as it was written; {@link statusOf} tells whether it still holds. Needs no config, whose
 * schema is slow to load.
 * @throws RunNotFoundError; RunFormatError.
 */
export function readState(folder: string): RunState {
  return readRunFile(folder, () => readJson(runPaths.state(folder), runStateSchema));
}

/** Replaces the state at once. Only the holder of the lock, or who made the run, may. */
export function writeState(folder: string, state: RunState): void {
  replaceRunFile(runPaths.state(folder), toJson(state));
}

/** Whether a folder is a run, or is not any more. */
export function isRun(folder: string): boolean {
  return existsSync(runPaths.state(folder));
}

/** Runs `read`; where it fails since there is no run, says so. @throws RunNotFoundError */
export function readRunFile<T>(folder: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isRun(folder)) throw new RunNotFoundError(folder);
    throw error;
  }
}

/** A JSON file as this program writes it. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2) + "\n";
}
