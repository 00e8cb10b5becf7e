import { GloroError } from "../gloro/errors.js";

/** What is said of an error that ended a run; `defect` where the user can mend nothing. */
export function describeFailure(error: unknown): { message: string; defect: boolean } {
  if (error instanceof GloroError) return { message: error.message, defect: false };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message, defect: true };
}
