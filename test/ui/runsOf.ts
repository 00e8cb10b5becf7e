import { readFileSync } from "node:fs";
import { listRuns } from "../../src/runs/runFolder.js";
import type { Run } from "../../src/runs/runFolder.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { runsFolder } from "../../src/runs/runsFolder.js";
import { hasEnded } from "../../src/runs/state.js";
import type { RunStatus } from "../../src/runs/state.js";
import type { TemporaryWorkspace } from "../vscode/temporaryWorkspace.js";
import { until } from "./until.js";

/** The newest run of a name, as its folder tells it; nothing before it is made. */
export function runOf({ folder }: TemporaryWorkspace, name: string): Run | undefined {
  return listRuns(runsFolder(folder)).find(({ config }) => config.name === name);
}

/** Waits until the newest run of a name has a status; gives the run. */
export async function runThatIs(
  workspace: TemporaryWorkspace,
  name: string,
  status: RunStatus,
): Promise<Run> {
  const run = await until(
    `the run ${name} is ${status}`,
    () => runOf(workspace, name),
    (found) => found?.state.status === status,
  );
  return run!;
}

/** Kills what is still being trained, such as after a test that failed. */
export function killTrainers({ folder }: TemporaryWorkspace): void {
  for (const { state } of listRuns(runsFolder(folder))) {
    if (state.process && !hasEnded(state.status)) process.kill(state.process.pid, "SIGKILL");
  }
}

/** How many lines of training metrics a run has written. */
export function stepLines({ folder }: Run): number {
  const lines = readFileSync(runPaths.metrics(folder), "utf8").trimEnd().split("\n");
  return lines.filter((line) => line.includes('"type":"steps"')).length;
}
