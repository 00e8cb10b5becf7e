import { resolve } from "node:path";
import packageJson from "../../../package.json" with { type: "json" };
import { findInstallation } from "../../engine/tensorflow/install/installation.js";
import { describeEnvironment } from "../../runs/environment.js";
import { loadConfig } from "../../runs/parseConfig.js";
import { createRun } from "../../runs/runFolder.js";
import type { Run } from "../../runs/runFolder.js";
import type { ExitCode } from "../exitCode.js";
import { findRun } from "../findRun.js";
import type { Output } from "../output.js";
import { UsageError } from "../usageError.js";
import { startDetached } from "./startDetached.js";
import { trainAttached } from "./trainAttached.js";

/** What is written after `gloro train`. */
export interface TrainOptions {
  readonly set?: readonly string[];
  readonly resume?: string;
  readonly engine?: string;
  readonly from?: string;
  readonly detach?: boolean;
  readonly runs: string;
}

/** `gloro train`: makes or finds the run, then trains it. */
export function trainCommand(
  output: Output,
  configFile: string | undefined,
  options: TrainOptions,
): Promise<ExitCode> {
  const run =
    options.resume === undefined ? newRun(configFile, options) : oldRun(configFile, options);
  return options.detach ? startDetached(output, run) : trainAttached(output, run);
}

function newRun(configFile: string | undefined, options: TrainOptions): Run {
  const { set = [], engine, from, runs } = options;
  if (configFile === undefined) {
    throw new UsageError(
      "Name a config to train, or a run with --resume. A first config: gloro init",
    );
  }
  const settings = [
    ...set,
    ...(engine === undefined ? [] : [`engine=${engine}`]),
    // Relative to this folder, where a config's paths are relative to its own.
    ...(from === undefined ? [] : [`from=${JSON.stringify(resolve(from))}`]),
  ];
  const config = loadConfig(configFile, settings);
  const tensorflow = config.engine === "tensorflow" ? findInstallation() : undefined;
  const versions = {
    gloro: packageJson.version,
    ...(tensorflow && { tensorflow: tensorflow.version }),
  };
  return createRun(runs, config, describeEnvironment({ engine: config.engine, versions }));
}

function oldRun(
  configFile: string | undefined,
  { set = [], engine, from, resume = "last", runs }: TrainOptions,
): Run {
  if (configFile !== undefined || set.length > 0 || engine !== undefined || from !== undefined) {
    throw new UsageError(
      "A resumed run keeps its config: leave out the config, --set, --engine and --from, or start a new run.",
    );
  }
  return findRun(resume, runs);
}
