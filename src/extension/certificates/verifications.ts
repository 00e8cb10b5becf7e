import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import type { ToCertificateReport, VerificationView } from "../messages.js";

/** What a report is told of verifying. */
export type VerificationMessage = Extract<
  ToCertificateReport,
  { type: "verifying" | "verification" }
>;

/** What was verified in this window, the latest of each certificate file. */
export class Verifications extends Disposable {
  private readonly latest = new Map<string, VerificationView>();
  private readonly activities = new Map<string, string>();
  private readonly told = this.register(
    new vscode.EventEmitter<{ readonly file: string; readonly message: VerificationMessage }>(),
  );

  readonly onDidTell = this.told.event;

  /** What a report of `file` that opens now has to be told. */
  messages(file: string): VerificationMessage[] {
    const verification = this.latest.get(file);
    const activity = this.activities.get(file);
    return [
      ...(verification ? [{ type: "verification", verification } as const] : []),
      ...(activity === undefined ? [] : [{ type: "verifying", activity } as const]),
    ];
  }

  /** Tells what verifying `file` does; nothing once it has ended. */
  report(file: string, activity: string | undefined): void {
    if (activity === undefined) this.activities.delete(file);
    else this.activities.set(file, activity);
    this.told.fire({ file, message: { type: "verifying", activity: activity ?? null } });
  }

  add(file: string, verification: VerificationView): void {
    this.latest.set(file, verification);
    this.told.fire({ file, message: { type: "verification", verification } });
  }

  /** Forgets what became of a file that has changed. */
  forget(file: string): void {
    this.latest.delete(file);
  }
}
