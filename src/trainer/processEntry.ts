import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The program that a child process runs, and the options of Node that it needs. */
export interface ProcessEntry {
  readonly file: string;
  readonly execArgv: readonly string[];
}

/**
 * A child's program: the source where the asking file is source, else the bundle beside it.
 * @param from `import.meta.url` of the asking file
 * @param source the program's source, relative to that file
 * @param bundle the name of its bundle
 */
export function processEntry(from: string, source: string, bundle: string): ProcessEntry {
  const fromSource = from.endsWith(".ts");
  return {
    file: fileURLToPath(new URL(fromSource ? source : `./${bundle}`, from)),
    execArgv: fromSource ? ["--import", tsxUrl()] : [],
  };
}

/** Resolved here: a child would look for a bare "tsx" from its working directory. */
function tsxUrl(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
}
