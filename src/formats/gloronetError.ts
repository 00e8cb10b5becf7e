import { GloroError } from "../gloro/errors.js";

/** A model file (`.gloronet` or Keras `.h5`) that cannot be read or written. */
export class GloronetError extends GloroError {
  override name = "GloronetError";

  constructor(
    /** The file's path, or the name that the caller gave its bytes. */
    readonly file: string,
    found: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${found}`, options);
  }
}
