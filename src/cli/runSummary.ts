import { resolve } from "node:path";
import { readAttackRecord } from "../runs/attackRecord.js";
import type { EpochLine } from "../runs/metrics.js";
import { readMetrics } from "../runs/readMetrics.js";
import type { Run } from "../runs/runFolder.js";
import { tellEngineChoice } from "../runs/engineChoiceWords.js";
import { untranslated } from "../runs/translate.js";
import { tellFinding } from "../runs/vraFindingWords.js";
import type { ToldFinding } from "../runs/vraFindingWords.js";
import { vraFindings } from "../runs/vraFindings.js";
import { duration } from "./drawing/numbers.js";
import { evaluationLines } from "./drawing/evaluationLines.js";
import { defaultRunsFolder } from "./options.js";
import type { Output } from "./output.js";
import { shownStatus, statusInk } from "./runList.js";

/** `gloro runs show`: how a run stands. */
export function showRun(output: Output, run: Run): void {
  const { id, folder, config, state } = run;
  const summary = summarise(run);
  const { evaluated: lastEpoch, findings } = summary;
  output.result({ id, folder, config, state, lastEpoch, findings }, () => [
    `${output.paint.bold(id)}  ${statusInk[state.status](output.paint)(shownStatus(state))}`,
    ...(state.message === undefined ? [] : [state.message]),
    `epoch ${Math.floor(state.epoch)}/${state.epochs}, step ${state.step}${timeLeft(run)}`,
    ...engineLines(run),
    "",
    ...linesOf(run, summary, output.terminal.columns()),
  ]);
}

/** A run's last evaluation, what keeps its VRA low, and what can be done with the run next. */
export function summaryLines(run: Run, columns: number): string[] {
  return linesOf(run, summarise(run), columns);
}

interface RunSummary {
  /** The last line of metrics.jsonl that holds an evaluation, if there is one. */
  readonly evaluated: EpochLine | undefined;
  readonly findings: readonly ToldFinding[];
}

function summarise({ folder, config, state }: Run): RunSummary {
  const { lines } = readMetrics(folder);
  const tightness = readAttackRecord(folder)?.margin;
  return {
    evaluated: lines.findLast(
      (line): line is EpochLine => line.type === "epoch" && line.evaluation !== undefined,
    ),
    findings: vraFindings({ config, state, lines, tightness }).map((finding) =>
      tellFinding(finding, untranslated),
    ),
  };
}

function linesOf(
  { id, folder, config, state }: Run,
  { evaluated, findings }: RunSummary,
  columns: number,
): string[] {
  const { evaluation } = evaluated ?? {};
  const word = folder === resolve(defaultRunsFolder, id) ? id : folder;
  const isDone = state.status === "finished";
  return [
    ...(evaluation && evaluated
      ? [
          `Evaluation after epoch ${evaluated.epoch}, on the test split:`,
          ...evaluationLines(evaluation, config.epsilon, columns),
          "",
        ]
      : []),
    ...findingLines(findings),
    `run      ${folder}`,
    ...(isDone ? [] : [`resume   gloro train --resume ${word}`]),
    ...(evaluation ? [`certify  gloro certify ${word}`] : []),
  ];
}

function findingLines(findings: readonly ToldFinding[]): string[] {
  if (findings.length === 0) return [];
  return [
    "Why the VRA is not higher:",
    ...findings.flatMap(({ finding, numbers, advice }) => [
      `- ${finding} ${numbers}`,
      `  Try: ${advice}`,
    ]),
    "",
  ];
}

function engineLines({ state: { engine, gpu, examplesPerSecond } }: Run): string[] {
  if (!engine) return [];
  const speed =
    examplesPerSecond === undefined ? "" : `, ${examplesPerSecond.toFixed(0)} examples a second`;
  const why = tellEngineChoice(engine, untranslated);
  return [
    `on ${engine.name}${speed}`,
    ...(gpu
      ? [
          `${gpu.name}: ${gigabytes(gpu.memoryUsedBytes)} of ${gigabytes(gpu.memoryTotalBytes)} GB in use`,
        ]
      : []),
    ...(why === undefined ? [] : [why]),
  ];
}

const gigabyte = 1e9;

function gigabytes(bytes: number): string {
  return (bytes / gigabyte).toFixed(1);
}

function timeLeft({ state: { status, etaSeconds } }: Run): string {
  return status === "running" && etaSeconds !== undefined
    ? `, ${duration(etaSeconds * 1000)} left`
    : "";
}
