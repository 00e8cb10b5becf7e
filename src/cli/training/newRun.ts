import packageJson from "../../../package.json" with { type: "json" };
import { findInstallation } from "../../engine/tensorflow/install/installation.js";
import type { Config } from "../../runs/config.js";
import { describeEnvironment } from "../../runs/environment.js";
import { createRun } from "../../runs/runFolder.js";
import type { Run } from "../../runs/runFolder.js";

/** Makes the folder of a run that this command starts. @throws RunWriteError */
export function newRun(runs: string, config: Config): Run {
  const tensorflow = config.engine === "tensorflow" ? findInstallation() : undefined;
  const versions = {
    gloro: packageJson.version,
    ...(tensorflow && { tensorflow: tensorflow.version }),
  };
  const { engine, precision, xla } = config;
  return createRun(runs, config, describeEnvironment({ engine, precision, xla, versions }));
}
