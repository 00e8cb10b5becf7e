import type { Split } from "../dataSet.js";

/** The images and labels of one part of a source, before anyone asked how many classes there are. */
export interface SourceSplit extends Split {
  /** `[height, width, channels]`, or `[features]`. */
  readonly inputShape: readonly number[];
  /** The part, as errors name it: `train images of /data/digits`. */
  readonly where: string;
}

/** What a source holds. Where `test` is missing, some of `train` will be held out. */
export interface SourceData {
  /** The data set's name, as shown to people. */
  readonly name: string;
  readonly classNames?: readonly string[];
  readonly train: SourceSplit;
  readonly test?: SourceSplit;
}
