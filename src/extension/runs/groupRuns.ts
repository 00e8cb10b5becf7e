import { phaseOf, runPhases } from "./runPhase.js";
import type { RunPhase } from "./runPhase.js";
import type { ReadRun, RunRecord } from "./runRecord.js";

export const groupings = ["state", "config", "sweep"] as const;
export type Grouping = (typeof groupings)[number];

/** Runs that a list shows together. */
export interface RunGroup {
  /** Names the group from one reading to the next. */
  readonly key: string;
  readonly title:
    | { readonly phase: RunPhase }
    | { readonly config: string }
    | { readonly sweep: string; readonly name: string }
    /** Runs of no sweep. */
    | { readonly alone: true };
  readonly runs: readonly RunRecord[];
}

/** Groups without an empty one; the runs keep their order. */
export function groupRuns(
  runs: readonly RunRecord[],
  grouping: Grouping,
  isWaiting: (folder: string) => boolean,
): RunGroup[] {
  const groups: { [G in Grouping]: () => RunGroup[] } = {
    state: () => byState(runs, isWaiting),
    config: () => byConfig(runs),
    sweep: () => bySweep(runs),
  };
  return groups[grouping]();
}

function byState(runs: readonly RunRecord[], isWaiting: (folder: string) => boolean): RunGroup[] {
  const groups = groupBy(runs, (run) => phaseOf(run, isWaiting(run.folder)));
  return runPhases.flatMap((phase) => {
    const inPhase = groups.get(phase);
    return inPhase ? [{ key: `state/${phase}`, title: { phase }, runs: inPhase }] : [];
  });
}

/** The config that was run last comes first; what cannot be read comes last. */
function byConfig(runs: readonly RunRecord[]): RunGroup[] {
  const groups = groupBy(runs.filter(isRead), ({ configName }) => configName);
  return [
    ...Array.from(groups, ([config, inGroup]) => ({
      key: `config/${config}`,
      title: { config },
      runs: inGroup,
    })),
    ...brokenGroup(runs),
  ];
}

/** The sweep that was begun last comes first, then the runs of none; what cannot be read comes last. */
function bySweep(runs: readonly RunRecord[]): RunGroup[] {
  const groups = groupBy(runs.filter(isRead), ({ sweep }) => sweep?.id);
  const alone = groups.get(undefined);
  return [
    ...Array.from(groups, ([sweep, inGroup]) =>
      sweep === undefined
        ? []
        : {
            key: `sweep/${sweep}`,
            title: { sweep, name: inGroup[0]?.configName ?? sweep },
            runs: inGroup,
          },
    ).flat(),
    ...(alone ? [{ key: "alone", title: { alone: true as const }, runs: alone }] : []),
    ...brokenGroup(runs),
  ];
}

function brokenGroup(runs: readonly RunRecord[]): RunGroup[] {
  const broken = runs.filter((run) => !isRead(run));
  return broken.length > 0 ? [{ key: "broken", title: { phase: "broken" }, runs: broken }] : [];
}

function isRead(run: RunRecord): run is ReadRun {
  return run.kind === "run";
}

function groupBy<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
