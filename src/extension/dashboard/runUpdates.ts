import { GloroError } from "../../gloro/errors.js";
import { folderChanges } from "../../runs/folderChanges.js";
import { followRun } from "../../runs/followRun.js";
import type { RunEvent } from "../../runs/followRun.js";
import { RunNotFoundError } from "../../runs/runErrors.js";
import type { RunFormatError } from "../../runs/runErrors.js";
import { openRun } from "../../runs/runFolder.js";
import type { Run } from "../../runs/runFolder.js";
import { untranslated } from "../../runs/translate.js";
import type { Translate } from "../../runs/translate.js";
import type { RunProblem, RunUpdate } from "./messages.js";
import { FindingsWatch } from "./findingsWatch.js";
import { runView } from "./runView.js";

export interface RunUpdatesOptions {
  readonly signal: AbortSignal;
  /** How often a running run is looked at where its file system reports no changes. */
  readonly pollMs?: number;
  /** As `pollMs`, for a run that has ended, is gone or cannot be read. */
  readonly restMs?: number;
  /** Puts what keeps the VRA low in words. */
  readonly translate?: Translate;
}

/**
 * Follows a run beyond its end, until `signal` aborts: one that is resumed, moved back or mended is
 * told anew from its first line, after `rewound`. While it is gone what was told of it still holds.
 */
export async function* runUpdates(
  folder: string,
  { signal, pollMs = 1000, restMs = 3000, translate = untranslated }: RunUpdatesOptions,
): AsyncGenerator<RunUpdate, void, undefined> {
  let isAnew = false;
  while (!signal.aborted) {
    let told: string;
    try {
      const run = openRun(folder);
      if (isAnew) yield { type: "rewound" };
      told = yield* whileItRuns(run, { signal, pollMs, translate });
    } catch (error) {
      const problem = problemOf(error);
      told = problem.message;
      yield { type: "problem", problem };
    }
    await untilOtherThan(told, folder, { signal, restMs });
    isAnew = true;
  }
}

/** @returns the last state, as {@link newsOf} has it. */
async function* whileItRuns(
  run: Run,
  { translate, ...options }: { signal: AbortSignal; pollMs: number; translate: Translate },
): AsyncGenerator<RunUpdate, string, undefined> {
  let told = "";
  const watch = new FindingsWatch(run, translate);
  const broken: RunFormatError[] = [];
  const onBroken = (error: RunFormatError) => broken.push(error);
  for await (const event of followRun(run.folder, { ...options, onBroken })) {
    if (event.type === "state") told = JSON.stringify(event.state);
    yield updateOf(event, run, translate);
    const findings = watch.hear(event);
    if (findings) yield { type: "findings", findings };
    yield* broken.splice(0).map(brokenLine);
  }
  yield* broken.map(brokenLine);
  return told;
}

function updateOf(event: RunEvent, run: Run, translate: Translate): RunUpdate {
  if (event.type !== "state") return event;
  return { type: "run", run: runView({ ...run, state: event.state }, translate) };
}

function brokenLine({ message }: RunFormatError): RunUpdate {
  return { type: "problem", problem: { kind: "brokenLine", message } };
}

function problemOf(error: unknown): RunProblem {
  if (error instanceof RunNotFoundError) return { kind: "missing", message: error.message };
  if (error instanceof GloroError) return { kind: "unreadable", message: error.message };
  throw error;
}

/** Waits until there is something else to tell than what was told. */
async function untilOtherThan(
  told: string,
  folder: string,
  { signal, restMs }: { signal: AbortSignal; restMs: number },
): Promise<void> {
  const changes = folderChanges(folder);
  try {
    // At least once: what cannot be read may say something else each time.
    do {
      await changes.next(restMs, signal);
    } while (!signal.aborted && newsOf(folder) === told);
  } finally {
    changes.close();
  }
}

/** The run's state, or why it has none. */
function newsOf(folder: string): string {
  try {
    return JSON.stringify(openRun(folder).state);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
