import { existsSync, rmSync, writeFileSync } from "node:fs";
import { writing } from "./runErrors.js";
import { runPaths } from "./runPaths.js";

/**
 * Asks the run's trainer for a checkpoint after its present step, through the file `save`, which any
 * program may write. The trainer removes it once the checkpoint is on the disk.
 * @throws RunWriteError
 */
export function requestCheckpoint(folder: string): void {
  const path = runPaths.save(folder);
  writing(path, () => {
    writeFileSync(path, "");
  });
}

/** Whether a checkpoint was asked for and is not saved yet. */
export function checkpointRequested(folder: string): boolean {
  return existsSync(runPaths.save(folder));
}

/**
 * Takes the request back: for a trainer that has saved, and for who starts one.
 * @throws RunWriteError
 */
export function clearCheckpointRequest(folder: string): void {
  const path = runPaths.save(folder);
  writing(path, () => {
    rmSync(path, { force: true });
  });
}
