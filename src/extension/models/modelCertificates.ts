import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import type { CertificateView, ToModelReport } from "../messages.js";

/** What a report is told of certifying. */
export type CertificateMessage = Extract<ToModelReport, { type: "certifying" | "certificate" }>;

/** The certificates that were made in this window, the latest of each model file. */
export class ModelCertificates extends Disposable {
  private readonly latest = new Map<string, CertificateView>();
  private readonly activities = new Map<string, string>();
  private readonly told = this.register(
    new vscode.EventEmitter<{ readonly file: string; readonly message: CertificateMessage }>(),
  );

  readonly onDidTell = this.told.event;

  /** What a report of `file` that opens now has to be told. */
  messages(file: string): CertificateMessage[] {
    const certificate = this.latest.get(file);
    const activity = this.activities.get(file);
    return [
      ...(certificate ? [{ type: "certificate", certificate } as const] : []),
      ...(activity === undefined ? [] : [{ type: "certifying", activity } as const]),
    ];
  }

  /** Tells what certifying `file` does; nothing once it has ended. */
  report(file: string, activity: string | undefined): void {
    if (activity === undefined) this.activities.delete(file);
    else this.activities.set(file, activity);
    this.told.fire({ file, message: { type: "certifying", activity: activity ?? null } });
  }

  add(file: string, certificate: CertificateView): void {
    this.latest.set(file, certificate);
    this.told.fire({ file, message: { type: "certificate", certificate } });
  }

  /** Forgets the certificate of a file that has changed. */
  forget(file: string): void {
    this.latest.delete(file);
  }
}
