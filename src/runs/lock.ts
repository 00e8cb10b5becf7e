import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { liveness, ownIdentity, processIdentitySchema } from "./processIdentity.js";
import type { ProcessIdentity } from "./processIdentity.js";
import { RunLockedError, writing } from "./runErrors.js";
import { runPaths } from "./runPaths.js";

/** A lock whose content is not written yet is being made, if it is younger than this. */
const beingMadeMs = 5000;

/** The right to write to a run. */
export interface RunLock {
  /** Gives the run back. Safe to call twice. */
  release(): void;
}

/**
 * Takes the right to write to a run. A lock of a process that is gone is taken over.
 * @throws RunLockedError while another process holds it; RunWriteError.
 */
export function lock(folder: string): RunLock {
  return acquire(runPaths.lock(folder));
}

/** The living process that holds a run, if one does. */
export function lockHolder(folder: string): ProcessIdentity | undefined {
  const holder = readHolder(runPaths.lock(folder));
  return holder && liveness(holder) !== "dead" ? holder : undefined;
}

function acquire(path: string): RunLock {
  if (!create(path)) {
    takeOver(path);
    // Another process may have been quicker after the stale lock went.
    if (!create(path)) throw lockedError(path, readHolder(path));
  }
  let held = true;
  return {
    release: () => {
      if (held) rmSync(path, { force: true });
      held = false;
    },
  };
}

/** Removes a stale lock. Guarded by a lock of its own, lest two processes each remove the other's. */
function takeOver(path: string): void {
  const guard = acquire(`${path}.takeover`);
  try {
    refuseIfHeld(path);
    writing(path, () => {
      rmSync(path, { force: true });
    });
  } finally {
    guard.release();
  }
}

function refuseIfHeld(path: string): void {
  const holder = readHolder(path);
  if (holder ? liveness(holder) !== "dead" : isBeingMade(path)) throw lockedError(path, holder);
}

function create(path: string): boolean {
  return writing(path, () => {
    let file: number;
    try {
      file = openSync(path, "wx");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
      throw error;
    }
    try {
      writeSync(file, JSON.stringify(ownIdentity()) + "\n");
    } catch (error) {
      // On a full disk: an empty lock would keep others out for a while.
      rmSync(path, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
    return true;
  });
}

function readHolder(path: string): ProcessIdentity | undefined {
  try {
    return processIdentitySchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

function isBeingMade(path: string): boolean {
  const age = statSync(path, { throwIfNoEntry: false });
  return age !== undefined && Date.now() - age.mtimeMs < beingMadeMs;
}

function lockedError(path: string, holder: ProcessIdentity | undefined): RunLockedError {
  if (!holder) return new RunLockedError(`${path} is being taken by another process. Try again.`);
  const { pid, host } = holder;
  const advice =
    liveness(holder) === "unknown"
      ? "This machine cannot tell whether it lives: if it is gone, delete that file."
      : "Stop it first.";
  return new RunLockedError(`${path} is held by process ${pid} on ${host}. ${advice}`);
}
