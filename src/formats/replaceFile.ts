import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Replaces a file at once: a reader sees the old content or the new, never a part. A failure leaves
 * the old file and no temporary one.
 *
 * The temporary file has a fixed name, so that one left by a killed process is overwritten; a file
 * therefore has one writer at a time.
 * @param durable waits until the content is on the disk, so that it also survives a power cut.
 * @throws the system's error
 */
export function replaceFile(
  path: string,
  content: string | Uint8Array,
  { durable = false } = {},
): void {
  const temporary = `${path}.tmp`;
  try {
    const file = openSync(temporary, "w");
    try {
      writeFileSync(file, content);
      if (durable) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
