import { basename } from "node:path";
import * as z from "zod";
import { sweepMemberSchema } from "../../runs/configParts/sweep.js";
import { readJson } from "../../runs/readJson.js";
import { RunNotFoundError } from "../../runs/runErrors.js";
import { readNotes } from "../../runs/runNotes.js";
import { runName } from "../../runs/runName.js";
import { runPaths } from "../../runs/runPaths.js";
import { readState } from "../../runs/runState.js";
import { statusOf } from "../../runs/statusOf.js";
import type { RunRecord } from "./runRecord.js";

// The whole schema of a config takes 0.1 s to load and much of a list's time: three keys are needed.
const shownOfConfig = z.object({
  name: z.string(),
  epsilon: z.number(),
  sweep: sweepMemberSchema.exactOptional(),
});

/** Reads a run for a list; of what is no run, or not yet, nothing. */
export function readRunRecord(folder: string): RunRecord | undefined {
  const id = basename(folder);
  try {
    const state = statusOf(readState(folder));
    const config = readJson(runPaths.config(folder), shownOfConfig);
    const { name = runName(config), notes } = readNotes(folder);
    return {
      kind: "run",
      folder,
      id,
      name,
      configName: config.name,
      epsilon: config.epsilon,
      ...(config.sweep && { sweep: config.sweep }),
      ...(notes !== undefined && { notes }),
      state,
    };
  } catch (error) {
    if (error instanceof RunNotFoundError) return undefined;
    const message = error instanceof Error ? error.message : String(error);
    return { kind: "broken", folder, id, message };
  }
}
