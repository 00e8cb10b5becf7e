import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** What a worker thread runs, and the options of Node that it needs. */
export interface ThreadEntry {
  readonly url: URL;
  readonly execArgv: string[];
}

/**
 * A thread's program: under tsx its source beside the caller's, else its bundle beside the caller's.
 *
 * @param caller the caller's `import.meta.url`
 * @param name of the file, without its ending
 */
export function threadEntry(caller: string, name: string): ThreadEntry {
  const fromSource = caller.endsWith(".ts");
  return {
    url: new URL(`./${name}.${fromSource ? "ts" : "js"}`, caller),
    execArgv: fromSource ? readTypeScript() : [],
  };
}

/** `--import tsx` does nothing in a worker on Node 20, and mocha offers no `import.meta.resolve`. */
function readTypeScript(): string[] {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx/package.json"));
  const api = JSON.stringify(new URL("./dist/esm/api/index.mjs", tsx));
  return ["--import", `data:text/javascript,import { register } from ${api}; register();`];
}
