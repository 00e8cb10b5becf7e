import { percent, timeSpan } from "../numbers.js";
import type { Translate } from "../translate.js";
import type { RunPhase } from "./runPhase.js";
import { isActive } from "./runRecord.js";
import type { ReadRun, RunRecord } from "./runRecord.js";

/** How a run's phase looks; colours are those of the theme. */
interface PhaseLook {
  /** The id of a product icon. */
  readonly icon: string;
  readonly color?: string;
}

export const phaseLooks: { readonly [P in RunPhase]: PhaseLook } = {
  running: { icon: "play-circle", color: "charts.blue" },
  waiting: { icon: "clock" },
  finished: { icon: "pass", color: "testing.iconPassed" },
  stopped: { icon: "debug-pause", color: "charts.yellow" },
  interrupted: { icon: "warning", color: "list.warningForeground" },
  failed: { icon: "error", color: "testing.iconFailed" },
  unqueued: { icon: "circle-outline" },
  broken: { icon: "circle-slash", color: "list.errorForeground" },
};

/** The name of a phase, for a group's title and for screen readers. */
export function phaseName(phase: RunPhase, t: Translate): string {
  const names: { [P in RunPhase]: () => string } = {
    running: () => t("Running"),
    waiting: () => t("Waiting"),
    finished: () => t("Finished"),
    stopped: () => t("Stopped"),
    interrupted: () => t("Interrupted"),
    failed: () => t("Failed"),
    unqueued: () => t("Not Started"),
    broken: () => t("Cannot Be Read"),
  };
  return names[phase]();
}

/** What stands beside a run's name. `place` is its place in the queue, from 1. */
export function runDescription(
  record: RunRecord,
  phase: RunPhase,
  place: number,
  t: Translate,
): string {
  if (record.kind === "broken") return record.message;
  const { state } = record;
  const parts: { [P in Exclude<RunPhase, "broken">]: () => (string | undefined)[] } = {
    running: () => [activity(record, t), vra(record, t), timeLeft(record, t)],
    waiting: () => [place === 1 ? t("next") : t("place {0} in the queue", place)],
    finished: () => [vra(record, t), epochs(record, t), moment(state.created)],
    stopped: () => [vra(record, t), epochs(record, t), moment(state.created)],
    interrupted: () => [t("interrupted"), epochs(record, t), moment(state.created)],
    failed: () => [firstLine(state.message), epochs(record, t)],
    unqueued: () => [t("resume it to start")],
  };
  return phase === "broken"
    ? ""
    : parts[phase]()
        .filter((part) => part !== undefined)
        .join(" · ");
}

/** Everything a list knows of a run, as plain text. */
export function runTooltip(record: RunRecord, phase: RunPhase, t: Translate): string {
  if (record.kind === "broken") return `${record.id}\n${record.message}`;
  const { id, name, epsilon, notes, state } = record;
  const { best, latest, message } = state;
  const lines = [
    name,
    id,
    "",
    [phaseName(phase, t), epochs(record, t)].join(", "),
    t("Begun {0}", moment(state.created)),
    message,
    typeof best?.vra === "number" &&
      t(
        "Best VRA {0} at ε = {1}, after epoch {2}",
        percent(best.vra),
        shortNumber(epsilon),
        best.epoch,
      ),
    typeof latest?.cleanAccuracy === "number" &&
      t("Latest clean accuracy {0}", percent(latest.cleanAccuracy)),
    timeLeft(record, t),
    notes !== undefined && `\n${notes}`,
  ];
  return lines.filter((line) => line !== false && line !== undefined).join("\n");
}

/** `VRA 95.1%`: of the best evaluation, or while there is none of the latest steps. */
export function vra({ state }: ReadRun, t: Translate): string | undefined {
  const value = state.best?.vra ?? state.latest?.vra;
  return typeof value === "number" ? t("VRA {0}", percent(value)) : undefined;
}

/** `epoch 3/12`. */
export function epochs({ state }: ReadRun, t: Translate): string {
  return t("epoch {0}/{1}", Math.floor(state.epoch), state.epochs);
}

/** `2m 05s left`, while it trains. */
export function timeLeft(record: ReadRun, t: Translate): string | undefined {
  const { etaSeconds, status } = record.state;
  if (!isActive(record) || status !== "running" || etaSeconds === undefined) return undefined;
  return t("{0} left", timeSpan(etaSeconds));
}

/** A positive number in at most four digits. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function activity(record: ReadRun, t: Translate): string {
  const { status } = record.state;
  if (status === "starting") return t("starting");
  if (status === "stopping") return t("stopping");
  return epochs(record, t);
}

let momentFormat: Intl.DateTimeFormat | undefined;

/** A moment in local time: what tells runs of one config apart. */
function moment(time: string): string {
  // Made once: for hundreds of runs making it took longer than all else of their tree.
  momentFormat ??= new Intl.DateTimeFormat(undefined, { dateStyle: "short", timeStyle: "short" });
  return momentFormat.format(new Date(time));
}

function firstLine(text: string | undefined): string | undefined {
  return text?.split("\n")[0];
}
