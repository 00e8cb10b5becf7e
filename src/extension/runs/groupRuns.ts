import { phaseOf, runPhases } from "./runPhase.js";
import type { RunPhase } from "./runPhase.js";
import type { RunRecord } from "./runRecord.js";

export const groupings = ["state", "config"] as const;
export type Grouping = (typeof groupings)[number];

/** Runs that a list shows together. */
export interface RunGroup {
  /** Names the group from one reading to the next. */
  readonly key: string;
  readonly title: { readonly phase: RunPhase } | { readonly config: string };
  readonly runs: readonly RunRecord[];
}

/** Groups without an empty one; the runs keep their order. */
export function groupRuns(
  runs: readonly RunRecord[],
  grouping: Grouping,
  isWaiting: (folder: string) => boolean,
): RunGroup[] {
  return grouping === "state" ? byState(runs, isWaiting) : byConfig(runs);
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
  const broken = runs.filter(({ kind }) => kind === "broken");
  const read = groupBy(
    runs.filter((run) => run.kind === "run"),
    ({ configName }) => configName,
  );
  return [
    ...Array.from(read, ([config, inGroup]) => ({
      key: `config/${config}`,
      title: { config },
      runs: inGroup,
    })),
    ...(broken.length > 0
      ? [{ key: "broken", title: { phase: "broken" as const }, runs: broken }]
      : []),
  ];
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
