import { existsSync } from "node:fs";
import * as z from "zod";
import { readJson } from "./readJson.js";
import { replaceRunFile } from "./replaceRunFile.js";
import { RunFormatError } from "./runErrors.js";
import { runPaths } from "./runPaths.js";
import { toJson } from "./runState.js";

const attackRecordSchema = z.object({
  /** Epochs done by the checkpoint that was attacked. */
  epoch: z.number(),
  /** Of the margin that came closest to its Lipschitz bound: the bound, and the steepest slope seen. */
  margin: z.object({ bound: z.number(), atLeast: z.number() }),
});

/** attack.json: how tight a run's Lipschitz bound was where the latest attack came by. */
export type AttackRecord = z.output<typeof attackRecordSchema>;

/** What the latest attack on a run left; nothing where there was none, or it cannot be read. */
export function readAttackRecord(folder: string): AttackRecord | undefined {
  const path = runPaths.attack(folder);
  if (!existsSync(path)) return undefined;
  try {
    return readJson(path, attackRecordSchema);
  } catch (error) {
    if (error instanceof RunFormatError) return undefined;
    throw error;
  }
}

/** Replaces it. @throws RunWriteError */
export function writeAttackRecord(folder: string, record: AttackRecord): void {
  replaceRunFile(runPaths.attack(folder), toJson(attackRecordSchema.parse(record)));
}
