import { listRuns } from "../runs/runFolder.js";
import type { Run } from "../runs/runFolder.js";
import { sweptText } from "../runs/runName.js";
import type { RunState, RunStatus } from "../runs/state.js";
import { percent } from "./drawing/numbers.js";
import type { Paint } from "./drawing/paint.js";
import { table } from "./drawing/table.js";
import type { Output } from "./output.js";

/** Lists the runs of a folder, and the sweeps that they belong to; with --quiet only their ids. */
export function listCommand(output: Output, parent: string): void {
  const runs = listRuns(parent, (folder, error) => {
    const why = error instanceof Error ? error.message : String(error);
    output.note(`${folder} cannot be read: ${why}`);
  });
  const document = runs.map(({ id, folder, state, config: { sweep } }) => ({
    ...{ id, folder, state },
    ...(sweep && { sweep }),
  }));
  output.result(document, () => {
    if (output.quiet) return runs.map(({ id }) => id);
    return runs.length === 0
      ? [`There are no runs in ${parent}. Start one: gloro train CONFIG`]
      : [...runTable(runs, output.paint), ...sweepLines(runs)];
  });
}

/** Runs as a table; where some belong to sweeps, with their values. */
export function runTable(runs: readonly Run[], paint: Paint): string[] {
  const hasSweeps = runs.some(({ config: { sweep } }) => sweep !== undefined);
  return table(
    [
      { heading: "RUN", align: "left" },
      { heading: "STATE", align: "left" },
      { heading: "EPOCH", align: "right" },
      { heading: "VRA", align: "right" },
      { heading: "CREATED", align: "left" },
      ...(hasSweeps ? [{ heading: "SWEPT", align: "left" } as const] : []),
    ],
    runs.map(({ id, state, config: { sweep } }) => [
      id,
      statusInk[state.status](paint)(shownStatus(state)),
      `${Math.floor(state.epoch)}/${state.epochs}`,
      typeof state.best?.vra === "number" ? percent(state.best.vra) : "–",
      state.created.slice(0, 16).replace("T", " "),
      ...(hasSweeps ? [sweep ? sweptText(sweep.values) : ""] : []),
    ]),
  );
}

/** A line a sweep: how many of its runs are done, and which is best. */
function sweepLines(runs: readonly Run[]): string[] {
  const ids = new Set(runs.flatMap(({ config: { sweep } }) => sweep?.id ?? []));
  const lines = Array.from(ids, (id) => {
    const family = runs.filter(({ config: { sweep } }) => sweep?.id === id);
    const finished = family.filter(({ state }) => state.status === "finished").length;
    const vraOf = ({ state }: Run) => state.best?.vra ?? -1;
    const best = family.reduce((one, other) => (vraOf(other) > vraOf(one) ? other : one));
    const values = sweptText(best.config.sweep?.values ?? {});
    const found = vraOf(best) < 0 ? "" : `, best VRA ${percent(vraOf(best))} with ${values}`;
    return `sweep ${id}: ${finished} of ${family.length} runs finished${found}`;
  });
  return lines.length > 0 ? ["", ...lines] : [];
}

/** A run whose trainer is gone has failed; people look for the word interrupted. */
export function shownStatus({ status, message }: RunState): string {
  return status === "failed" && message?.startsWith("interrupted") ? "interrupted" : status;
}

/** The ink of each status. */
export const statusInk: { [S in RunStatus]: (paint: Paint) => (text: string) => string } = {
  queued: ({ dim }) => dim,
  starting: ({ cyan }) => cyan,
  running: ({ cyan }) => cyan,
  stopping: ({ yellow }) => yellow,
  finished: ({ green }) => green,
  stopped: ({ yellow }) => yellow,
  failed: ({ red }) => red,
};
