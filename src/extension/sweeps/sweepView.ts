import type { RunStatus } from "../dashboard/messages.js";
import { isInterrupted } from "../runs/runRecord.js";
import type { ReadRun, RunRecord } from "../runs/runRecord.js";
import type { SweepView, SweptValueView } from "./messages.js";

/** From two orders of magnitude on, values are not seen apart on a linear axis. */
const logFactor = 100;

/** What a page shows of a family; without runs where there are none. */
export function sweepView(id: string, records: readonly RunRecord[]): SweepView {
  const runs = membersOf(id, records);
  const paths = new Set(runs.flatMap(({ sweep }) => Object.keys(sweep?.values ?? {})));
  return {
    id,
    name: runs[0]?.configName ?? id,
    parameters: Array.from(paths, (path) => ({ path, isLog: isLog(path, runs) })),
    runs: runs.map((run) => {
      const { folder, state, sweep } = run;
      const { epoch, epochs, best } = state;
      const status: RunStatus = isInterrupted(state) ? "interrupted" : state.status;
      const values = Object.entries(sweep?.values ?? {}).map(
        ([path, value]) => [path, shown(value)] as const,
      );
      return { folder, status, epoch, epochs, values: Object.fromEntries(values), best };
    }),
  };
}

/** The runs of a family, the oldest first. */
export function membersOf(id: string, records: readonly RunRecord[]): ReadRun[] {
  return records
    .filter((record) => record.kind === "run")
    .filter(({ sweep }) => sweep?.id === id)
    .reverse();
}

function shown(value: unknown): SweptValueView {
  return typeof value === "number" || typeof value === "string" ? value : JSON.stringify(value);
}

function isLog(path: string, runs: readonly ReadRun[]): boolean {
  const values = runs
    .map(({ sweep }) => sweep?.values[path])
    .filter((value) => value !== undefined);
  const numbers = values.filter((value) => typeof value === "number").filter((value) => value > 0);
  if (numbers.length < values.length) return false;
  const isSampled = runs.some(({ sweep }) => sweep?.logScale?.includes(path));
  return isSampled || Math.max(...numbers) / Math.min(...numbers) >= logFactor;
}
