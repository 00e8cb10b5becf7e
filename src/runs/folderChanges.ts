import { watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** Tells when something in a folder may have changed. */
export interface FolderChanges {
  /** Settles at a change since the last call, after `timeoutMs`, or when `signal` aborts. */
  next(timeoutMs: number, signal?: AbortSignal): Promise<void>;
  /** Stops watching. */
  close(): void;
}

/** Watches a folder. Where the system cannot watch, only the timeout wakes the caller. */
export function folderChanges(folder: string): FolderChanges {
  let change = new AbortController();
  const watcher = startWatching(folder, () => {
    change.abort();
  });
  return {
    next: async (timeoutMs, signal) => {
      const waking = signal ? AbortSignal.any([signal, change.signal]) : change.signal;
      await delay(timeoutMs, undefined, { signal: waking }).catch(() => undefined);
      change = new AbortController();
    },
    close: () => watcher?.close(),
  };
}

function startWatching(folder: string, onChange: () => void): FSWatcher | undefined {
  try {
    // An error while watching, such as the folder's end, is seen by who reads the folder next.
    return watch(folder, onChange).on("error", onChange);
  } catch {
    return undefined;
  }
}
