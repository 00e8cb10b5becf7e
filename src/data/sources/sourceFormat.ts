import type { SourceData } from "./sourceData.js";

/** Where a source is said to be. */
export interface SourceLocation {
  /** As the user wrote it. */
  readonly written: string;
  /** The absolute path that it means, if it is a path. */
  readonly path: string;
}

/** Reads a source that was found. */
export type ReadSource = () => Promise<SourceData>;

/** One way in which data sets are stored. */
export interface SourceFormat {
  /** What the format is known by, for the error that no format was found. */
  readonly lookedFor: string;
  /**
   * Looks for the format, judging by names alone. Gives what reads it (throwing GloroError for data
   * that is broken), or `undefined` where it is not there.
   */
  find(location: SourceLocation): Promise<ReadSource | undefined>;
}
