import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs a test in a folder of its own, removed afterwards. */
export async function inTemporaryFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gloro-data-"));
  try {
    await test(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
