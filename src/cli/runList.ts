import { listRuns } from "../runs/runFolder.js";
import type { Run } from "../runs/runFolder.js";
import type { RunState, RunStatus } from "../runs/state.js";
import { percent } from "./drawing/numbers.js";
import type { Paint } from "./drawing/paint.js";
import { table } from "./drawing/table.js";
import type { Output } from "./output.js";

/** Lists the runs of a folder; with --quiet only their ids. */
export function listCommand(output: Output, parent: string): void {
  const runs = listRuns(parent, (folder, error) => {
    const why = error instanceof Error ? error.message : String(error);
    output.note(`${folder} cannot be read: ${why}`);
  });
  const document = runs.map(({ id, folder, state }) => ({ id, folder, state }));
  output.result(document, () => {
    if (output.quiet) return runs.map(({ id }) => id);
    return runs.length === 0
      ? [`There are no runs in ${parent}. Start one: gloro train CONFIG`]
      : runTable(runs, output.paint);
  });
}

function runTable(runs: readonly Run[], paint: Paint): string[] {
  return table(
    [
      { heading: "RUN", align: "left" },
      { heading: "STATE", align: "left" },
      { heading: "EPOCH", align: "right" },
      { heading: "VRA", align: "right" },
      { heading: "CREATED", align: "left" },
    ],
    runs.map(({ id, state }) => [
      id,
      statusInk[state.status](paint)(shownStatus(state)),
      `${Math.floor(state.epoch)}/${state.epochs}`,
      typeof state.best?.vra === "number" ? percent(state.best.vra) : "–",
      state.created.slice(0, 16).replace("T", " "),
    ]),
  );
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
