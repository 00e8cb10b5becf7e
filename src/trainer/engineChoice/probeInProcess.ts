import { fork } from "node:child_process";
import { GloroError } from "../../gloro/errors.js";
import { processEntry } from "../processEntry.js";
import type { ProcessEntry } from "../processEntry.js";
import type { ProbeAnswer, ProbeQuestion } from "./probe.js";

const lookMs = 200;

export interface ProbeOptions {
  readonly patienceMs: number;
  /** Asked a few times a second; the process is killed when it holds. */
  readonly isStopped: () => boolean;
  readonly entry?: ProcessEntry;
}

/**
 * Measures an engine in a process of its own, so that one that hangs, crashes or takes all memory does not
 * take the run along, and a library that is not chosen is not in the trainer.
 *
 * @returns milliseconds a step
 * @throws GloroError where there are none: it failed, ended, was stopped, or took longer than it may
 */
export function probeInProcess(
  question: ProbeQuestion,
  { patienceMs, isStopped, entry = probeEntry() }: ProbeOptions,
): Promise<number> {
  const child = fork(entry.file, [], {
    execArgv: [...entry.execArgv],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  let timers: NodeJS.Timeout[] = [];
  return new Promise<number>((resolve, reject) => {
    const fail = (message: string) => {
      reject(new GloroError(message));
    };
    timers = [
      setTimeout(
        fail,
        patienceMs,
        `it took longer than the ${seconds(patienceMs)} s it was given.`,
      ),
      setInterval(() => {
        if (isStopped()) fail("the run was stopped.");
      }, lookMs),
    ];
    child.on("message", (answer: ProbeAnswer) => {
      if (answer.type === "measured") resolve(answer.msPerStep);
      else fail(answer.message);
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      fail(`its process ended with ${signal ?? `exit code ${code ?? 0}`}.`);
    });
    // One that cannot take the question has ended, which tells.
    child.send(question, () => undefined);
  }).finally(() => {
    timers.forEach(clearTimeout);
    child.kill("SIGKILL");
  });
}

function probeEntry(): ProcessEntry {
  return processEntry(import.meta.url, "./probeMain.ts", "engineProbe.js");
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(0);
}
