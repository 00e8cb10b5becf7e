import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The program that a trainer process runs, and the options of Node that it needs. */
export interface TrainerEntry {
  readonly file: string;
  readonly execArgv: readonly string[];
}

/** The trainer's program: the source where this file is source, else the bundle beside it. */
export function trainerEntry(): TrainerEntry {
  const fromSource = import.meta.url.endsWith(".ts");
  return {
    file: fileURLToPath(new URL(fromSource ? "./main.ts" : "./trainer.js", import.meta.url)),
    execArgv: fromSource ? ["--import", tsxUrl()] : [],
  };
}

/** Resolved here: a child would look for a bare "tsx" from its working directory. */
function tsxUrl(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
}
