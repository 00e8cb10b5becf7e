import { lock } from "./lock.js";
import { readState, writeState } from "./runState.js";

/**
 * Ends a run that no trainer has: one taken out of a queue, or whose trainer died before it could say
 * why. Takes the run's lock meanwhile.
 * @throws RunLockedError while a trainer has the run; RunNotFoundError; RunFormatError; RunWriteError.
 */
export function endUntrained(folder: string, status: "stopped" | "failed", message: string): void {
  const held = lock(folder);
  try {
    const now = new Date().toISOString();
    writeState(folder, { ...readState(folder), status, message, updated: now, ended: now });
  } finally {
    held.release();
  }
}
