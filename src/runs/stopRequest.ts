import { readFileSync, rmSync } from "node:fs";
import { replaceRunFile } from "./replaceRunFile.js";
import { writing } from "./runErrors.js";
import { runPaths } from "./runPaths.js";

/** `gracefully` ends after the present step with a checkpoint; `now` ends without one. */
export type StopKind = "gracefully" | "now";

/**
 * Asks the run's trainer to stop, through the file `stop`, which any program may write.
 * @throws RunWriteError
 */
export function requestStop(folder: string, kind: StopKind): void {
  replaceRunFile(runPaths.stop(folder), `${kind}\n`);
}

/** What was asked, if anything. A file that says neither word asks to stop gracefully. */
export function stopRequested(folder: string): StopKind | undefined {
  try {
    return readFileSync(runPaths.stop(folder), "utf8").trim() === "now" ? "now" : "gracefully";
  } catch {
    return undefined;
  }
}

/**
 * Takes the request back: for who resumes a run, before its trainer starts.
 * @throws RunWriteError
 */
export function clearStop(folder: string): void {
  const path = runPaths.stop(folder);
  writing(path, () => {
    rmSync(path, { force: true });
  });
}
