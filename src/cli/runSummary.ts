import { resolve } from "node:path";
import type { EpochLine } from "../runs/metrics.js";
import { readMetrics } from "../runs/readMetrics.js";
import type { Run } from "../runs/runFolder.js";
import { evaluationLines } from "./drawing/evaluationLines.js";
import { defaultRunsFolder } from "./options.js";
import { duration } from "./drawing/numbers.js";
import type { Output } from "./output.js";
import { shownStatus, statusInk } from "./runList.js";

/** `gloro runs show`: how a run stands. */
export function showRun(output: Output, run: Run): void {
  const { id, folder, config, state } = run;
  const evaluated = lastEvaluated(folder);
  output.result({ id, folder, config, state, lastEpoch: evaluated }, () => [
    `${output.paint.bold(id)}  ${statusInk[state.status](output.paint)(shownStatus(state))}`,
    ...(state.message === undefined ? [] : [state.message]),
    `epoch ${Math.floor(state.epoch)}/${state.epochs}, step ${state.step}${timeLeft(run)}`,
    "",
    ...summaryLines(run, evaluated, output.terminal.columns()),
  ]);
}

/** A run's last evaluation, and what can be done with the run next. */
export function summaryLines(
  { id, folder, config, state }: Run,
  epoch: EpochLine | undefined,
  columns: number,
): string[] {
  const { evaluation } = epoch ?? {};
  const word = folder === resolve(defaultRunsFolder, id) ? id : folder;
  const isDone = state.status === "finished";
  return [
    ...(evaluation && epoch
      ? [
          `Evaluation after epoch ${epoch.epoch}, on the test split:`,
          ...evaluationLines(evaluation, config.epsilon, columns),
          "",
        ]
      : []),
    `run      ${folder}`,
    ...(isDone ? [] : [`resume   gloro train --resume ${word}`]),
    ...(evaluation ? [`certify  gloro certify ${word}`] : []),
  ];
}

/** The last line of metrics.jsonl that holds an evaluation, if there is one. */
export function lastEvaluated(folder: string): EpochLine | undefined {
  return readMetrics(folder).lines.findLast(
    (line): line is EpochLine => line.type === "epoch" && line.evaluation !== undefined,
  );
}

function timeLeft({ state: { status, etaSeconds } }: Run): string {
  return status === "running" && etaSeconds !== undefined
    ? `, ${duration(etaSeconds * 1000)} left`
    : "";
}
