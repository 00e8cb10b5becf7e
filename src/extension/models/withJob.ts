import * as vscode from "vscode";

/** Runs what may take long under a notification that tells what it does and can cancel it. */
export function withJob<T>(
  title: string,
  work: (signal: AbortSignal, report: (activity: string) => void) => Promise<T>,
): Thenable<T> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => {
      abort.abort();
    });
    return work(abort.signal, (message) => {
      progress.report({ message });
    });
  });
}
