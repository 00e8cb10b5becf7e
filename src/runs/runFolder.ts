import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { configSchema } from "./config.js";
import type { Config } from "./config.js";
import type { Environment } from "./environment.js";
import { lockHolder } from "./lock.js";
import { makeFolders } from "./makeFolders.js";
import { readJson } from "./readJson.js";
import { RunLockedError, RunNotFoundError, writing } from "./runErrors.js";
import { runId } from "./runId.js";
import { runName } from "./runName.js";
import { runPaths } from "./runPaths.js";
import { isRun, readRunFile, readState, toJson, writeState } from "./runState.js";
import type { RunState } from "./state.js";
import { statusOf } from "./statusOf.js";

/** A run as its folder tells it at one moment. */
export interface Run {
  readonly id: string;
  /** An absolute path. */
  readonly folder: string;
  readonly config: Config;
  /** As {@link statusOf} corrects it: a run whose trainer is gone has failed. */
  readonly state: RunState;
}

/**
 * Makes the folder of a new run, whose status is `queued`.
 * @param parent the folder of runs, made if it is not there.
 * @throws RunWriteError
 */
export function createRun(parent: string, config: Config, environment: Environment): Run {
  const now = new Date();
  const id = runId(runName(config), now);
  const folder = resolve(parent, id);
  writing(folder, () => {
    makeFolders(resolve(parent));
    mkdirSync(folder);
    mkdirSync(runPaths.checkpoints(folder));
    writeFileSync(runPaths.config(folder), toJson(config));
    writeFileSync(runPaths.environment(folder), toJson(environment));
    writeFileSync(runPaths.metrics(folder), "");
    writeFileSync(runPaths.log(folder), "");
  });
  const state: RunState = {
    status: "queued",
    created: now.toISOString(),
    updated: now.toISOString(),
    resumes: 0,
    epoch: 0,
    step: 0,
    epochs: config.epochs,
  };
  // Last, because a folder counts as a run once it has a state.
  writeState(folder, state);
  return { id, folder, config, state };
}

/**
 * Reads a run.
 * @throws RunNotFoundError when the folder has no run; RunFormatError when a file of it is broken.
 */
export function openRun(folder: string): Run {
  const path = resolve(folder);
  const state = statusOf(readState(path));
  return { id: basename(path), folder: path, config: readConfig(path), state };
}

/**
 * The runs in a folder of runs, newest first. A folder that is no run is passed over; one that cannot
 * be read is passed to `onBroken`.
 */
export function listRuns(
  parent: string,
  onBroken?: (folder: string, error: unknown) => void,
): Run[] {
  if (!existsSync(parent)) return [];
  const runs: Run[] = [];
  for (const name of readdirSync(parent).sort().reverse()) {
    const folder = join(parent, name);
    try {
      runs.push(openRun(folder));
    } catch (error) {
      if (!(error instanceof RunNotFoundError)) onBroken?.(folder, error);
    }
  }
  return runs;
}

/**
 * Deletes a run with its checkpoints.
 * @throws RunLockedError while a trainer holds it; RunNotFoundError, so that no other folder goes.
 */
export function removeRun(folder: string): void {
  if (!isRun(folder)) throw new RunNotFoundError(folder);
  const holder = lockHolder(folder);
  if (holder) {
    throw new RunLockedError(
      `${folder} is being trained by process ${holder.pid} on ${holder.host}. Stop it, then remove the run.`,
    );
  }
  writing(folder, () => {
    rmSync(folder, { recursive: true });
  });
}

function readConfig(folder: string): Config {
  return readRunFile(folder, () => readJson(runPaths.config(folder), configSchema));
}
