import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Bytes of all files below a folder; 0 where it is not there. */
export async function sizeOfFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  let total = 0;
  for (const entry of entries)
    if (entry.isFile())
      // A file of pip's may be gone again.
      total += (await stat(join(entry.parentPath, entry.name)).catch(() => undefined))?.size ?? 0;
  return total;
}
