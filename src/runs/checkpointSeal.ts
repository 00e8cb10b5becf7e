import { createHash } from "node:crypto";
import { RunFormatError } from "./runErrors.js";

/** Stands where the digest will be while the file is digested. */
export const emptySeal = "0".repeat(64);

/**
 * Writes the SHA-256 of the whole file into the place of {@link emptySeal}, so that any changed byte
 * of the header, the progress or the tensors shows.
 */
export function seal(file: Uint8Array): void {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  bytes.write(digest(bytes), sealStart(bytes, emptySeal), "latin1");
}

/**
 * Checks the seal that was read from the file.
 * @throws RunFormatError when a byte of the file was changed.
 */
export function checkSeal(file: Uint8Array, sealed: string, path: string): void {
  const bytes = Buffer.from(file);
  const start = /^[0-9a-f]{64}$/.test(sealed) ? sealStart(bytes, sealed) : -1;
  if (start >= 0) bytes.write(emptySeal, start, "latin1");
  if (start < 0 || digest(bytes) !== sealed) {
    throw new RunFormatError(
      path,
      "the checkpoint is damaged: its content does not match its SHA-256.",
    );
  }
}

function sealStart(bytes: Buffer, sealed: string): number {
  const at = bytes.indexOf(`"sha256":"${sealed}"`, 0, "latin1");
  return at < 0 ? at : at + `"sha256":"`.length;
}

function digest(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
