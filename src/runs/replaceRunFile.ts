import { replaceFile } from "../formats/replaceFile.js";
import { writing } from "./runErrors.js";

/**
 * Replaces a file of a run at once: see {@link replaceFile}.
 * @throws RunWriteError
 */
export function replaceRunFile(
  path: string,
  content: string | Uint8Array,
  options: { durable?: boolean } = {},
): void {
  writing(path, () => {
    replaceFile(path, content, options);
  });
}
