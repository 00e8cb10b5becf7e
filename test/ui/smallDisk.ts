import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Room for a few runs. */
const size = "64m";
const pieceBytes = 4096;

/** A disk of its own, which can get full. */
export interface SmallDisk {
  /** Writes a file until the disk has no room. */
  fill(): void;
  /** Removes that file. */
  free(): void;
  unmount(): void;
}

/** Mounts a small disk on a folder; nothing where that is not allowed. */
export function mountSmallDisk(folder: string): SmallDisk | undefined {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], {
      stdio: "ignore",
    });
  } catch {
    return undefined;
  }
  const filling = join(folder, "filling");
  return {
    fill: () => {
      fill(filling);
    },
    free: () => {
      rmSync(filling);
    },
    // Lazily: a trainer that was killed may have files open for a moment.
    unmount: () => {
      execFileSync("umount", ["--lazy", folder]);
    },
  };
}

function fill(path: string): void {
  const file = openSync(path, "w");
  const piece = Buffer.alloc(pieceBytes);
  try {
    for (;;) writeSync(file, piece);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  } finally {
    closeSync(file);
  }
}
