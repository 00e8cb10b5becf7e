import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { GloroError } from "../gloro/errors.js";
import { lockHolder } from "./lock.js";
import { RunLockedError, writing } from "./runErrors.js";

/** Where a project keeps runs that were removed and may yet come back: `trash` beside `runs`. */
export function trashFolder(runs: string): string {
  return join(dirname(runs), "trash");
}

/**
 * Moves a run, or a folder that should be one, into the trash.
 * @returns where it lies now
 * @throws RunLockedError while a trainer holds it; RunWriteError.
 */
export function trashRun(folder: string): string {
  const holder = lockHolder(folder);
  if (holder) {
    throw new RunLockedError(
      `${folder} is being trained by process ${holder.pid} on ${holder.host}. Stop it, then remove the run.`,
    );
  }
  const trash = trashFolder(dirname(folder));
  const trashed = join(trash, basename(folder));
  writing(folder, () => {
    mkdirSync(trash, { recursive: true });
    // One of that name was restored by hand, and is removed a second time.
    rmSync(trashed, { recursive: true, force: true });
    renameSync(folder, trashed);
  });
  return trashed;
}

/**
 * Moves a run out of the trash, back to where it was.
 * @throws GloroError where it is gone, or its place is taken; RunWriteError.
 */
export function restoreRun(trashed: string): void {
  const folder = join(dirname(dirname(trashed)), "runs", basename(trashed));
  if (!existsSync(trashed)) {
    throw new GloroError(`${trashed} is gone: the run was deleted for good.`);
  }
  if (existsSync(folder)) {
    throw new GloroError(
      `${folder} is there again. Move it away, then restore ${trashed} by hand.`,
    );
  }
  writing(folder, () => {
    mkdirSync(dirname(folder), { recursive: true });
    renameSync(trashed, folder);
  });
}

/**
 * Deletes one run of the trash for good.
 * @throws RunWriteError
 */
export function deleteTrashed(trashed: string): void {
  writing(trashed, () => {
    rmSync(trashed, { recursive: true, force: true });
  });
}

/** What lies in the trash of a folder of runs. */
export function trashedRuns(runs: string): string[] {
  const trash = trashFolder(runs);
  return existsSync(trash) ? readdirSync(trash).map((id) => join(trash, id)) : [];
}
