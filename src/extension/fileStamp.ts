import { stat } from "node:fs/promises";

/** What differs once a file has been written anew, or has come or gone. */
export async function fileStamp(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  return `${String(found?.mtimeMs)} ${String(found?.size)}`;
}
