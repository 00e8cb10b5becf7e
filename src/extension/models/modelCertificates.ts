import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { certificateEnding } from "../certificates/certificateEnding.js";
import type { ToModelReport } from "./messages.js";
import { FileWork } from "../page/fileWork.js";
import type { Translate } from "../translate.js";

type CertificateMessage = Extract<ToModelReport, { type: "certificate" }>;

/** A certificate that was made in this window. */
export interface ModelCertificate {
  readonly message: CertificateMessage;
  /** The certificate file, which goes with the window unless it is saved. */
  readonly written: string;
  /** What it was made on: `mnist`, or a path. */
  readonly data: string;
}

/** The certificates that are made in this window, the latest of each model file. */
export class ModelCertificates extends FileWork<CertificateMessage, ModelCertificate> {
  private folder: string | undefined;
  private made = 0;

  constructor(t: Translate) {
    super(t, ({ written }) => {
      rmSync(written, { force: true });
    });
  }

  /** A path for the certificate file of one that is being made. */
  place(): string {
    this.folder ??= mkdtempSync(join(tmpdir(), "gloro-certificates-"));
    return join(this.folder, `${this.made++}${certificateEnding}`);
  }

  dispose(): void {
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
  }
}
