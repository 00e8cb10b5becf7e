import type { RunPhase } from "../rows/messages.js";
import { isInterrupted } from "./runRecord.js";
import type { RunRecord } from "./runRecord.js";

export type { RunPhase } from "../rows/messages.js";

/** What a run is to who looks at a list: the order is that of the list's groups. */
export const runPhases = [
  "running",
  "waiting",
  "finished",
  "stopped",
  "interrupted",
  "failed",
  "unqueued",
  "broken",
] as const satisfies readonly RunPhase[];

/** `isWaiting`: the run is in this window's queue, whatever its folder says. */
export function phaseOf(record: RunRecord, isWaiting: boolean): RunPhase {
  if (record.kind === "broken") return "broken";
  const { status } = record.state;
  switch (status) {
    case "starting":
    case "running":
    case "stopping":
      return "running";
    case "queued":
      return isWaiting ? "waiting" : "unqueued";
    case "failed":
      if (isWaiting) return "waiting";
      return isInterrupted(record.state) ? "interrupted" : "failed";
    case "finished":
    case "stopped":
      return isWaiting ? "waiting" : status;
    default:
      return status satisfies never;
  }
}

/** What can be done with a run in this phase. Menus know the same by {@link phaseTokens}. */
interface PhaseRules {
  readonly canStop: boolean;
  readonly canResume: boolean;
  readonly canRemove: boolean;
}

export const phaseRules: { readonly [P in RunPhase]: PhaseRules } = {
  running: { canStop: true, canResume: false, canRemove: false },
  waiting: { canStop: true, canResume: false, canRemove: false },
  finished: { canStop: false, canResume: false, canRemove: true },
  stopped: { canStop: false, canResume: true, canRemove: true },
  interrupted: { canStop: false, canResume: true, canRemove: true },
  failed: { canStop: false, canResume: true, canRemove: true },
  unqueued: { canStop: false, canResume: true, canRemove: true },
  broken: { canStop: false, canResume: false, canRemove: true },
};

/** `viewItem` of a run in the menus of package.json, such as `run stopped canResume canRemove`. */
export function phaseTokens(phase: RunPhase): string {
  const rules = Object.entries(phaseRules[phase]).filter(([, holds]) => holds as boolean);
  return ["run", phase, ...rules.map(([rule]) => rule)].join(" ");
}
