import { listRuns, openRun } from "../../runs/runFolder.js";
import { sweptText } from "../../runs/runName.js";
import type { SweptConfig } from "../../runs/sweep/sweepConfigs.js";
import { planSweep } from "../../runs/sweep/sweepPlan.js";
import type { PlannedRun } from "../../runs/sweep/sweepPlan.js";
import { exitCode } from "../exitCode.js";
import type { ExitCode } from "../exitCode.js";
import type { Output } from "../output.js";
import { runTable } from "../runList.js";
import { Interrupts } from "./interrupts.js";
import { newRun } from "./newRun.js";
import { trainAttached } from "./trainAttached.js";

/**
 * Trains the runs of a sweep one after the other: those that are missing, and those that did not come to
 * their end. One that fails does not keep the others from being trained; one that is stopped does.
 */
export async function trainSweep(
  output: Output,
  configs: readonly SweptConfig[],
  runs: string,
): Promise<ExitCode> {
  const interrupts = new Interrupts();
  const plan = planSweep(configs, listRuns(runs));
  writeBeginning(output, plan);
  const codes: ExitCode[] = [];
  for (const [index, config] of configs.entries()) {
    // Looked for anew: another terminal may train the same sweep.
    const [planned] = planSweep([config], listRuns(runs));
    if (planned?.standing === "finished" || planned?.standing === "inTraining") continue;
    output.note(`Run ${index + 1} of ${configs.length}: ${sweptText(config.sweep.values)}`);
    const run = planned?.run ?? newRun(runs, config);
    codes.push(await trainAttached(output, run, { interrupts, isOneOfMany: true }));
    if (interrupts.count > 0 || openRun(run.folder).state.status === "stopped") {
      output.note("The sweep stops here. The same command goes on with the runs that are left.");
      return interrupts.count > 0 ? exitCode.interrupted : exitCode.ok;
    }
  }
  if (!output.json && !output.quiet) {
    const trained = planSweep(configs, listRuns(runs)).flatMap(({ run }) => run ?? []);
    const lines = runTable(trained, output.paint);
    for (const line of ["", ...lines]) output.terminal.out(`${line}\n`);
  }
  return codes.includes(exitCode.failed) ? exitCode.failed : exitCode.ok;
}

function writeBeginning(output: Output, plan: readonly PlannedRun[]): void {
  if (output.json) {
    const sweep = plan[0]?.config.sweep.id;
    output.terminal.out(`${JSON.stringify({ type: "sweep", sweep, runs: plan.length })}\n`);
  }
  const count = (sought: PlannedRun["standing"]) =>
    plan.filter(({ standing }) => standing === sought).length;
  const finished = count("finished");
  const inTraining = count("inTraining");
  if (finished > 0) output.note(`${finished} of ${plan.length} runs are finished already.`);
  if (inTraining > 0) {
    output.note(`${inTraining} of ${plan.length} runs are being trained by another trainer.`);
  }
}
