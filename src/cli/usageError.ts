import { GloroError } from "../gloro/errors.js";

/** A command line whose words are understood, but do not go together or name nothing. */
export class UsageError extends GloroError {
  override name = "UsageError";
}
