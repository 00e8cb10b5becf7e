/**
 * The lower half of a symmetric band matrix. Row i holds the columns `i − reach .. i`, entry (i, j) at
 * `(i + 1)·reach + j`; what lies left of column 0 or outside the band is 0.
 */
export interface BandMatrix {
  /** Rows: a multiple of `bandTile`. */
  readonly side: number;
  /** Entries with `i − j > bandwidth` are 0. */
  readonly bandwidth: number;
  /** `bandwidth + bandTile`: all rows of a tile can be read from one even column on. */
  readonly reach: number;
  /** `side · (reach + 1)`. */
  readonly values: Float64Array;
}

/** Cholesky works on this many rows at once. */
export const bandTile = 4;

/** A band matrix of zeros with at least `rows` rows; the rows added to fill the last tile stay 0. */
export function zeroBand(rows: number, bandwidth: number): BandMatrix {
  const side = Math.ceil(rows / bandTile) * bandTile;
  const reach = bandwidth + bandTile;
  return { side, bandwidth, reach, values: new Float64Array(side * (reach + 1)) };
}
