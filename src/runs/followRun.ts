import { setTimeout } from "node:timers/promises";
import { folderChanges } from "./folderChanges.js";
import type { MetricsLine } from "./metrics.js";
import { readMetrics } from "./readMetrics.js";
import type { RunFormatError } from "./runErrors.js";
import { readState } from "./runState.js";
import { hasEnded } from "./state.js";
import type { RunState } from "./state.js";
import { statusOf } from "./statusOf.js";

/** How much of the metrics is read at once: a thousand lines, and more than any line has. */
const pieceBytes = 2 ** 18;
const betweenPiecesMs = 10;

/** What a follower of a run sees. */
export type RunEvent =
  | { readonly type: "state"; readonly state: RunState }
  | { readonly type: "metrics"; readonly lines: readonly MetricsLine[] }
  /** The run went back to a checkpoint: forget all lines; those that still hold come again. */
  | { readonly type: "rewound" };

export interface FollowOptions {
  readonly signal?: AbortSignal;
  readonly pollMs?: number;
  /**
   * Takes what is wrong with a line of metrics, which is then passed over; without it that throws. Of
   * a run that has ended that is also a last line without an end, which a killed trainer leaves.
   */
  readonly onBroken?: (error: RunFormatError) => void;
}

/**
 * Follows a run from its first line until it has ended or `signal` aborts. Any number of processes
 * may follow a run. Watching is backed by a slow poll, for file systems that do not report changes.
 * @throws RunNotFoundError when the run is deleted; RunFormatError.
 */
export async function* followRun(
  folder: string,
  { signal, pollMs = 1000, onBroken }: FollowOptions = {},
): AsyncGenerator<RunEvent, void, undefined> {
  const changes = folderChanges(folder);
  try {
    let seen = { state: "", resumes: 0, nextByte: 0, inLongLine: false };
    while (!signal?.aborted) {
      // Before the metrics, so that an ended run's last lines are not missed.
      const state = statusOf(readState(folder));
      const resumed = seen.state !== "" && state.resumes !== seen.resumes;
      const read = readMetrics(folder, {
        ...(resumed ? {} : { fromByte: seen.nextByte, inLongLine: seen.inLongLine }),
        atMostBytes: pieceBytes,
        onBroken,
      });
      if (resumed || read.rewound) yield { type: "rewound" };
      const text = JSON.stringify(state);
      if (text !== seen.state) yield { type: "state", state };
      if (read.lines.length > 0) yield { type: "metrics", lines: read.lines };
      if (hasEnded(state.status) && !read.hasMore) {
        if (read.unfinished) onBroken?.(read.unfinished);
        return;
      }
      const { nextByte, inLongLine } = read;
      seen = { state: text, resumes: state.resumes, nextByte, inLongLine };
      // Others have their turn between the pieces.
      if (read.hasMore) await setTimeout(betweenPiecesMs);
      else await changes.next(pollMs, signal);
    }
  } finally {
    changes.close();
  }
}
