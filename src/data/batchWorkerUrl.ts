import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const fromSource = import.meta.url.endsWith(".ts");

/** The worker's entry file: in the bundle beside this code, under tsx its source. */
export function batchWorkerUrl(): URL {
  return new URL(fromSource ? "./batchWorker.ts" : "./batchWorker.js", import.meta.url);
}

/**
 * Arguments for the worker's thread: from source, it has to be told to read TypeScript.
 * `--import tsx` does nothing in a worker on Node 20, and mocha offers no `import.meta.resolve`.
 */
export function batchWorkerArguments(): string[] {
  if (!fromSource) return [];
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx/package.json"));
  const api = JSON.stringify(new URL("./dist/esm/api/index.mjs", tsx));
  return ["--import", `data:text/javascript,import { register } from ${api}; register();`];
}
