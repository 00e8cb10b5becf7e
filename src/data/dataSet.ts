/** Images and labels in memory. */
export interface Split {
  readonly count: number;
  /** `count × height × width × channels`: bytes 0..255, or floats in [0, 1]. */
  readonly images: Uint8Array | Float32Array;
  /** Class indices, `count`. */
  readonly labels: Int32Array;
}

/** What of a data set an evaluation takes. */
export type TestData = Omit<DataSet, "train" | "heldOut">;

/** A data set for classification, images in channels-last order. */
export interface DataSet {
  /** As shown to people: `MNIST`, `CIFAR-10 (JPEG)`. */
  readonly name: string;
  /** `[height, width, channels]`, or `[features]`. */
  readonly inputShape: readonly number[];
  readonly classes: number;
  /** One name a class, where the source has names. */
  readonly classNames?: readonly string[];
  readonly train: Split;
  readonly test: Split;
  /** The fraction held out as `test`, where the source had one split only. */
  readonly heldOut?: number;
}

/** A batch of a fixed size; the rows after `count` are padding of weight 0. */
export interface Batch {
  /** `size × height × width × channels`, in [0, 1]. */
  readonly images: Float32Array;
  /** `size`. */
  readonly labels: Int32Array;
  /** `size`: 1 for a real example, 0 for padding. */
  readonly weights: Float32Array;
  readonly count: number;
}
