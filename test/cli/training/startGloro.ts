import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { trainerEntry } from "../../../src/trainer/trainerEntry.js";

const main = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));

/** What a command said, and how it ended. */
interface Ended {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

/** Starts `gloro` as a process of its own, on a folder of runs, in the folder around that. */
export function startGloro(
  runs: string,
  ...args: readonly string[]
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn("node", [...trainerEntry().execArgv, main, ...args, "--runs", runs], {
    cwd: dirname(runs),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err] = [text(child.stdout), text(child.stderr)];
  const ended = once(child, "exit").then(async ([code]: unknown[]) => ({
    code,
    out: await out,
    err: await err,
  }));
  return { child, ended };
}
