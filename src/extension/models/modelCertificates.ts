import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { certificateEnding } from "../certificates/certificateEnding.js";
import { Disposable } from "../disposable.js";
import type { CertificateView, ToModelReport } from "../messages.js";

/** What a report is told of certifying. */
export type CertificateMessage = Extract<ToModelReport, { type: "certifying" | "certificate" }>;

/** A certificate that was made in this window. */
export interface ModelCertificate {
  readonly view: CertificateView;
  /** The certificate file, which goes with the window unless it is saved. */
  readonly written: string;
  /** What it was made on: `mnist`, or a path. */
  readonly data: string;
}

/** The certificates that were made in this window, the latest of each model file. */
export class ModelCertificates extends Disposable {
  private readonly latest = new Map<string, ModelCertificate>();
  private readonly activities = new Map<string, string>();
  private folder: string | undefined;
  private made = 0;
  private readonly told = this.register(
    new vscode.EventEmitter<{ readonly file: string; readonly message: CertificateMessage }>(),
  );

  readonly onDidTell = this.told.event;

  /** What a report of `file` that opens now has to be told. */
  messages(file: string): CertificateMessage[] {
    const certificate = this.latest.get(file)?.view;
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

  /** A path for the certificate file of one that is being made. */
  place(): string {
    this.folder ??= mkdtempSync(join(tmpdir(), "gloro-certificates-"));
    return join(this.folder, `${this.made++}${certificateEnding}`);
  }

  get(file: string): ModelCertificate | undefined {
    return this.latest.get(file);
  }

  add(file: string, certificate: ModelCertificate): void {
    this.forget(file);
    this.latest.set(file, certificate);
    const message = { type: "certificate", certificate: certificate.view } as const;
    this.told.fire({ file, message });
  }

  /** Forgets the certificate of a file that has changed. */
  forget(file: string): void {
    const old = this.latest.get(file);
    if (old) rmSync(old.written, { force: true });
    this.latest.delete(file);
  }

  override dispose(): void {
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
    super.dispose();
  }
}
