import { GloroError } from "../gloro/errors.js";

/** A file that breaks the safetensors format. */
export class SafetensorsError extends GloroError {
  override name = "SafetensorsError";

  constructor(
    where: string,
    /** The part of the file, such as `bytes 0 to 8`. */
    readonly position: string,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`${where}: ${position}: expected ${expected}, found ${found}.`);
  }
}
