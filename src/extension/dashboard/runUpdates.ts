import { GloroError } from "../../gloro/errors.js";
import { folderChanges } from "../../runs/folderChanges.js";
import { followRun } from "../../runs/followRun.js";
import type { RunEvent } from "../../runs/followRun.js";
import { RunNotFoundError } from "../../runs/runErrors.js";
import type { RunFormatError } from "../../runs/runErrors.js";
import { openRun } from "../../runs/runFolder.js";
import type { Run } from "../../runs/runFolder.js";
import type { RunProblem, RunUpdate } from "../messages.js";
import { runView } from "./runView.js";

export interface RunUpdatesOptions {
  readonly signal: AbortSignal;
  /** How often a running run is looked at where its file system reports no changes. */
  readonly pollMs?: number;
  /** As `pollMs`, for a run that has ended, is gone or cannot be read. */
  readonly restMs?: number;
}

/**
 * Follows a run beyond its end, until `signal` aborts: one that is resumed, moved back or mended is
 * told anew from its first line, after `rewound`.
 */
export async function* runUpdates(
  folder: string,
  { signal, pollMs = 1000, restMs = 3000 }: RunUpdatesOptions,
): AsyncGenerator<RunUpdate, void, undefined> {
  while (!signal.aborted) {
    try {
      yield* whileItRuns(openRun(folder), { signal, pollMs });
    } catch (error) {
      yield { type: "problem", problem: problemOf(error) };
    }
    await untilItChanges(folder, restMs, signal);
    yield { type: "rewound" };
  }
}

async function* whileItRuns(
  run: Run,
  options: { signal: AbortSignal; pollMs: number },
): AsyncGenerator<RunUpdate, void, undefined> {
  const broken: RunFormatError[] = [];
  const onBroken = (error: RunFormatError) => broken.push(error);
  for await (const event of followRun(run.folder, { ...options, onBroken })) {
    yield updateOf(event, run);
    yield* broken.splice(0).map(brokenLine);
  }
  yield* broken.map(brokenLine);
}

function updateOf(event: RunEvent, { id, folder, config }: Run): RunUpdate {
  if (event.type !== "state") return event;
  return { type: "run", run: runView(id, folder, config, event.state) };
}

function brokenLine({ message }: RunFormatError): RunUpdate {
  return { type: "problem", problem: { kind: "brokenLine", message } };
}

function problemOf(error: unknown): RunProblem {
  if (error instanceof RunNotFoundError) return { kind: "missing", message: error.message };
  if (error instanceof GloroError) return { kind: "unreadable", message: error.message };
  throw error;
}

async function untilItChanges(folder: string, restMs: number, signal: AbortSignal): Promise<void> {
  const changes = folderChanges(folder);
  try {
    const before = newsOf(folder);
    do {
      await changes.next(restMs, signal);
    } while (!signal.aborted && newsOf(folder) === before);
  } finally {
    changes.close();
  }
}

/** Differs where there is something to tell; always, where a run goes on. */
function newsOf(folder: string): unknown {
  try {
    const { state } = openRun(folder);
    return state.ended === undefined ? Symbol() : JSON.stringify(state);
  } catch (error) {
    return error instanceof Error ? error.message : undefined;
  }
}
