import { existsSync } from "node:fs";
import { join } from "node:path";
import { listRuns, openRun } from "../runs/runFolder.js";
import type { Run } from "../runs/runFolder.js";
import { nearestWord } from "../runs/nearestWord.js";
import { UsageError } from "./usageError.js";

/**
 * The run that a word names: its id, a unique beginning of it, the path of its folder, or `last`.
 *
 * @param parent The folder of runs.
 * @throws UsageError where there is none, or more than one begins so.
 */
export function findRun(word: string, parent: string): Run {
  if (existsSync(join(parent, word)) && !isPath(word)) return openRun(join(parent, word));
  if (isPath(word)) return openRun(word);
  const runs = listRuns(parent);
  const [newest] = runs;
  if (!newest)
    throw new UsageError(`There are no runs in ${parent}. Start one: gloro train CONFIG`);
  if (word === "last") return newest;
  const [found, ...others] = runs.filter(({ id }) => id.startsWith(word));
  if (found && others.length === 0) return found;
  if (found) {
    const ids = [found, ...others].map(({ id }) => id).join(", ");
    throw new UsageError(`"${word}" begins more than one run: ${ids}. Write more of it.`);
  }
  const ids = runs.map(({ id }) => id);
  const nearest = nearestWord(word, ids) ?? "last";
  throw new UsageError(
    `There is no run "${word}" in ${parent}. Did you mean ${nearest}? See: gloro runs`,
  );
}

function isPath(word: string): boolean {
  return /[/\\]/.test(word) || word === "." || existsSync(join(word, "state.json"));
}
