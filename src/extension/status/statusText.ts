import { withoutIcons } from "../plainText.js";
import { epochs, timeLeft, vra } from "../runs/runLabel.js";
import { isActive } from "../runs/runRecord.js";
import type { ReadRun, RunRecord } from "../runs/runRecord.js";
import type { Translate } from "../translate.js";

/** What the status bar says of the runs that are being trained. */
export interface RunStatus {
  /** The run that started last. */
  readonly run: ReadRun;
  readonly text: string;
  readonly tooltip: string;
}

/** Nothing while nothing is trained. */
export function runStatus(runs: readonly RunRecord[], t: Translate): RunStatus | undefined {
  const active = runs.filter(isActive).sort((a, b) => startOf(b).localeCompare(startOf(a)));
  const [run] = active;
  if (!run) return undefined;
  const facts = [epochs(run, t), vra(run, t), timeLeft(run, t)].filter(
    (fact) => fact !== undefined,
  );
  const others = active.length > 1 ? ` +${active.length - 1}` : "";
  return {
    run,
    text: `${withoutIcons(run.name)}${others}  ${facts.join(" · ")}`,
    tooltip: active.map(({ name }) => name).join("\n"),
  };
}

function startOf({ state }: ReadRun): string {
  return state.started ?? state.created;
}
