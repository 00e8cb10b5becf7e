import packageJson from "../../../package.json" with { type: "json" };
import type { Config } from "../../runs/config.js";
import { ConfigError } from "../../runs/configError.js";
import { describeEnvironment } from "../../runs/environment.js";
import { parseConfig } from "../../runs/parseConfig.js";
import { createRun, listRuns } from "../../runs/runFolder.js";
import { planSweep } from "../../runs/sweep/sweepPlan.js";
import type { Inquiries } from "./inquiries.js";

/** Makes the run of a config, or those of its sweep that are missing. @throws RunWriteError */
export function newRuns({
  text,
  file,
  runs,
}: Inquiries["newRuns"]["question"]): Inquiries["newRuns"]["answer"] {
  const make = (config: Config) => {
    const { engine, precision, xla } = config;
    const environment = describeEnvironment({
      engine,
      precision,
      xla,
      versions: { gloro: packageJson.version },
    });
    // What a terminal would have been told, in place of this process's own words.
    const command = ["gloro", "train", file];
    return createRun(runs, config, { ...environment, command }).folder;
  };
  try {
    const { config, swept } = parseConfig(text, file);
    const [first] = swept ?? [];
    if (!swept || !first) return { folders: [make(config)] };
    const left = planSweep(swept, listRuns(runs)).filter(
      ({ standing }) => standing === "missing" || standing === "unfinished",
    );
    return {
      folders: left.map((planned) => planned.run?.folder ?? make(planned.config)),
      sweep: first.sweep.id,
    };
  } catch (error) {
    if (error instanceof ConfigError) return { problems: error.problems };
    throw error;
  }
}
