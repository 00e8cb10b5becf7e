import { isDeepStrictEqual } from "node:util";
import type { Run } from "../runFolder.js";
import type { RunState } from "../state.js";
import type { SweptConfig } from "./sweepConfigs.js";

/** How far a run of a sweep is: only those that are missing or unfinished are to be trained. */
export type SweepStanding = "missing" | "unfinished" | "inTraining" | "finished";

/** A run that a sweep asks for, and the one that there is. */
export interface PlannedRun {
  readonly config: SweptConfig;
  readonly standing: SweepStanding;
  /** Absent where it is missing. */
  readonly run?: Run;
}

const standings: { [S in RunState["status"]]: Exclude<SweepStanding, "missing"> } = {
  queued: "unfinished",
  starting: "inTraining",
  running: "inTraining",
  stopping: "inTraining",
  finished: "finished",
  stopped: "unfinished",
  failed: "unfinished",
};

/** Which of a sweep's runs there are among `runs`: no values are trained twice. */
export function planSweep(configs: readonly SweptConfig[], runs: readonly Run[]): PlannedRun[] {
  return configs.map((config) => {
    const same = runs
      .filter(({ config: { sweep } }) => sweep?.id === config.sweep.id)
      .filter(({ config: { sweep } }) => isDeepStrictEqual(sweep?.values, config.sweep.values))
      .map((run) => ({ config, run, standing: standings[run.state.status] }));
    return (
      same.find(({ standing }) => standing === "finished") ??
      same.find(({ standing }) => standing === "inTraining") ??
      same[0] ?? { config, standing: "missing" }
    );
  });
}
