import type { RunRecord } from "./runRecord.js";

/**
 * The runs in which each word of `text` occurs: in the name, the id, the config's name, the state or
 * the notes.
 */
export function filterRuns(runs: readonly RunRecord[], text: string): readonly RunRecord[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return runs;
  return runs.filter((run) => {
    const found = searched(run).toLowerCase();
    return words.every((word) => found.includes(word));
  });
}

function searched(run: RunRecord): string {
  if (run.kind === "broken") return run.id;
  const { id, name, configName, state, notes = "" } = run;
  return [id, name, configName, state.status, notes].join("\n");
}
