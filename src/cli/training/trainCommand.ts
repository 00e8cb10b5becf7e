import { resolve } from "node:path";
import { loadConfig } from "../../runs/parseConfig.js";
import type { ParsedConfig } from "../../runs/parseConfig.js";
import { setBatchSizes } from "../../runs/resumeSettings.js";
import type { Run } from "../../runs/runFolder.js";
import type { ExitCode } from "../exitCode.js";
import { findRun } from "../findRun.js";
import type { Output } from "../output.js";
import { UsageError } from "../usageError.js";
import { newRun } from "./newRun.js";
import { startDetached } from "./startDetached.js";
import { trainAttached } from "./trainAttached.js";
import { trainSweep } from "./trainSweep.js";

/** What is written after `gloro train`. */
export interface TrainOptions {
  readonly set?: readonly string[];
  readonly resume?: string;
  readonly engine?: string;
  readonly devices?: string;
  readonly from?: string;
  readonly detach?: boolean;
  readonly runs: string;
}

/** `gloro train`: makes or finds the run, or the runs of a sweep, then trains. */
export function trainCommand(
  output: Output,
  configFile: string | undefined,
  options: TrainOptions,
): Promise<ExitCode> {
  const { resume, runs, detach } = options;
  if (resume !== undefined) return trainRun(output, oldRun(configFile, options), options);
  const { config, swept } = readConfig(configFile, options);
  if (!swept) return trainRun(output, newRun(runs, config), options);
  if (detach) {
    throw new UsageError(
      "A sweep needs this process, which trains its runs one after the other: leave out --detach.",
    );
  }
  return trainSweep(output, swept, runs);
}

function trainRun(output: Output, run: Run, { detach }: TrainOptions): Promise<ExitCode> {
  return detach ? startDetached(output, run) : trainAttached(output, run);
}

function readConfig(configFile: string | undefined, options: TrainOptions): ParsedConfig {
  const { set = [], engine, devices, from } = options;
  if (configFile === undefined) {
    throw new UsageError(
      "Name a config to train, or a run with --resume. A first config: gloro init",
    );
  }
  return loadConfig(configFile, [
    ...set,
    ...(engine === undefined ? [] : [`engine=${engine}`]),
    ...(devices === undefined ? [] : [`devices=${devices}`]),
    // Relative to this folder, where a config's paths are relative to its own.
    ...(from === undefined ? [] : [`from=${JSON.stringify(resolve(from))}`]),
  ]);
}

function oldRun(
  configFile: string | undefined,
  { set = [], engine, devices, from, resume = "last", runs }: TrainOptions,
): Run {
  const changes = [configFile, engine, devices, from].filter((given) => given !== undefined);
  if (changes.length > 0) {
    throw new UsageError(
      "A resumed run keeps its config: leave out the config, --engine, --devices and --from, or start a new run.",
    );
  }
  const run = findRun(resume, runs);
  return set.length > 0 ? setBatchSizes(run, set) : run;
}
