import type * as vscode from "vscode";
import { RunQueue } from "./runQueue.js";

const key = "gloro.queue";

/** The queue of a workspace, which survives its window. */
export function keptQueue(memory: vscode.Memento): RunQueue {
  const kept: unknown = memory.get(key);
  const folders = Array.isArray(kept) ? kept.filter((folder) => typeof folder === "string") : [];
  return new RunQueue(folders, (now) => void memory.update(key, now));
}
