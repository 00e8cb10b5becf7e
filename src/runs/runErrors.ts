import { GloroError } from "../gloro/errors.js";

/** A folder that is not a run, or is gone. */
export class RunNotFoundError extends GloroError {
  override name = "RunNotFoundError";

  constructor(readonly folder: string) {
    super(`There is no run at ${folder}. "gloro runs" lists the runs that there are.`);
  }
}

/** A run that has not come as far as a checkpoint. */
export class NoCheckpointError extends GloroError {
  override name = "NoCheckpointError";

  constructor(readonly path: string) {
    super(`There is no checkpoint ${path}: the run ended before its first. Start it anew.`);
  }
}

/** A file of a run whose content is not what docs/run-format.md says. */
export class RunFormatError extends GloroError {
  override name = "RunFormatError";

  constructor(
    readonly path: string,
    found: string,
  ) {
    super(`${path}: ${found}`);
  }
}

/** A run that another trainer holds. */
export class RunLockedError extends GloroError {
  override name = "RunLockedError";
}

/** A file of a run that could not be written. */
export class RunWriteError extends GloroError {
  override name = "RunWriteError";

  constructor(
    readonly path: string,
    /** The system's code, such as `ENOSPC`. */
    readonly code: string | undefined,
    message: string,
    options: ErrorOptions,
  ) {
    super(message, options);
  }
}

const advice: Partial<Record<string, (path: string) => string>> = {
  ENOSPC: (path) =>
    `The disk is full: ${path} could not be written. Free some space, then resume the run.`,
  EDQUOT: (path) =>
    `Your disk quota is used up: ${path} could not be written. Free some space, then resume the run.`,
  EROFS: (path) =>
    `${path} is on a read-only file system. Choose a folder for runs that can be written.`,
  EACCES: (path) =>
    `${path} may not be written. Change its permissions, or choose another folder for runs.`,
  EPERM: (path) =>
    `${path} may not be written. Change its permissions, or choose another folder for runs.`,
  ENOENT: (path) =>
    `${path} is gone: the run's folder was deleted or moved. Move it back, or start a new run.`,
  ENOTDIR: (path) =>
    `${path} cannot be written: a file stands where its folder should be. Remove that file, or choose another folder for runs.`,
};

/** Runs `write`; a failure of the disk becomes a {@link RunWriteError} that names `path`. */
export function writing<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof GloroError) throw error;
    const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
    const message = advice[code ?? ""]?.(path) ?? `${path} could not be written: ${error.message}.`;
    throw new RunWriteError(path, code, message, { cause: error });
  }
}
