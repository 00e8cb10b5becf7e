import { readdir } from "node:fs/promises";

/** The names in a folder, sorted; none where there is no such folder. */
export async function listFolder(path: string): Promise<readonly string[]> {
  const names = await readdir(path).catch(() => []);
  return names.sort();
}
