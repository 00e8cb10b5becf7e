import { join } from "node:path";

/** The files of a run, by what they hold. */
export const runPaths = {
  config: (folder: string) => join(folder, "config.json"),
  environment: (folder: string) => join(folder, "environment.json"),
  state: (folder: string) => join(folder, "state.json"),
  metrics: (folder: string) => join(folder, "metrics.jsonl"),
  /** The best network of a finished run. */
  bestNet: (folder: string) => join(folder, "best.gloronet"),
  log: (folder: string) => join(folder, "log.txt"),
  lock: (folder: string) => join(folder, "lock"),
  stop: (folder: string) => join(folder, "stop"),
  save: (folder: string) => join(folder, "save"),
  notes: (folder: string) => join(folder, "notes.json"),
  attack: (folder: string) => join(folder, "attack.json"),
  checkpoints: (folder: string) => join(folder, "checkpoints"),
  checkpoint: (folder: string, which: CheckpointName) =>
    join(folder, "checkpoints", `${which}.safetensors`),
};

/** `last` is where training resumes; `best` had the best VRA. */
export type CheckpointName = "last" | "best";
