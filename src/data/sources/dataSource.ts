/** Two files of equal length, IDX (plain or gzipped) or `.npy`. */
export interface FilePair {
  readonly images: string;
  readonly labels: string;
}

/** A data set in files that the user names one by one. */
export interface DataSource {
  readonly train: FilePair;
  /** Without it, some of `train` is held out. */
  readonly test?: FilePair;
}
