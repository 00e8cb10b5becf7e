import * as vscode from "vscode";

/** The extension's settings, read when they are needed, so that a change holds from then on. */
export const settings = {
  /** How many runs are trained at once; from 1. */
  maxConcurrentRuns: () => Math.max(1, read("maxConcurrentRuns", 1)),
  /** Whether training goes on when the window is closed or reloaded. */
  keepRunning: () => read("runs.keepRunning", true),
};

function read<T>(key: string, otherwise: T): T {
  return vscode.workspace.getConfiguration("gloro").get(key, otherwise);
}
