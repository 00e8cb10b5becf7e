import { processEntry } from "./processEntry.js";
import type { ProcessEntry } from "./processEntry.js";

/** The trainer's program. */
export function trainerEntry(): ProcessEntry {
  return processEntry(import.meta.url, "./main.ts", "trainer.js");
}
