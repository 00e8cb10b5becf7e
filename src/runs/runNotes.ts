import { existsSync } from "node:fs";
import * as z from "zod";
import { readJson } from "./readJson.js";
import { replaceRunFile } from "./replaceRunFile.js";
import { runPaths } from "./runPaths.js";
import { toJson } from "./runState.js";

const runNotesSchema = z.object({
  /** What people call the run, in place of its config's name. */
  name: z.string().min(1).optional(),
  /** Plain text. */
  notes: z.string().min(1).optional(),
});

/** notes.json: what people say of a run. It is theirs to write, also while a trainer has the run. */
export type RunNotes = z.output<typeof runNotesSchema>;

/**
 * The notes of a run; of one without, none.
 * @throws RunFormatError
 */
export function readNotes(folder: string): RunNotes {
  const path = runPaths.notes(folder);
  return existsSync(path) ? readJson(path, runNotesSchema) : {};
}

/**
 * Changes some of the notes; an empty text takes one away.
 * @throws RunFormatError where the notes that are there cannot be read; RunWriteError.
 */
export function changeNotes(folder: string, changes: { name?: string; notes?: string }): void {
  const { name = "", notes = "" } = { ...readNotes(folder), ...changes };
  const changed: RunNotes = {
    ...(name.trim() !== "" && { name: name.trim() }),
    ...(notes.trim() !== "" && { notes: notes.trim() }),
  };
  replaceRunFile(runPaths.notes(folder), toJson(changed));
}
