/** Height, width and channels of an image; of inputs that are none as a picture can show them. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** What is certified of each example of a data set. */
export interface SampleRadii {
  /** By the power method's estimates, or proven. */
  readonly isProven: boolean;
  /** Of a relaxed net the largest at which it guarantees something; 0 or less certifies nothing. */
  readonly radii: Float64Array;
  /** Up to which an example counts in the VRA; below 0 where it does not. */
  readonly rightRadii: Float64Array;
  /** How many of the first classes are certified: 1, unless the net is relaxed. */
  readonly tops: Int32Array;
  /** The class that limits the radius; −1 where there is none. */
  readonly rivals: Int32Array;
}

/** What a model says of each example of a data set. */
export interface SamplesView {
  readonly count: number;
  /** The data's name. */
  readonly data: string;
  /** The model's. */
  readonly epsilon: number;
  /** By class. */
  readonly classNames: readonly string[];
  readonly image: ImageShape;
  /** Of the small pictures: of few pixels, and 1 or 3 channels. */
  readonly tile: ImageShape;
  readonly labels: Int32Array;
  /** −1 where logits are not finite. */
  readonly predictions: Int32Array;
  readonly certified: SampleRadii;
}

/** What is found out about a data set's examples, in this order. */
export type SampleFinding =
  /** What is being computed. */
  | { readonly type: "activity"; readonly text: string }
  | { readonly type: "samples"; readonly samples: SamplesView }
  | { readonly type: "proven"; readonly certified: SampleRadii }
  /** Why nothing can be proven; the estimates hold as they are. */
  | { readonly type: "lacking"; readonly message: string };

/** One example with what a model says of it. */
export interface SampleView {
  readonly example: number;
  /** `height × width × channels`, from 0 to 1. */
  readonly image: Float32Array;
  readonly logits: Float32Array;
}

/** What an attack on one example found. */
export interface SampleAttackView {
  readonly example: number;
  /** The largest radius that was tried. */
  readonly upTo: number;
  /** The nearest input found that is answered otherwise; null where none was. */
  readonly found: (Omit<SampleView, "example"> & { readonly distance: number }) | null;
}

/** An example that is to be attacked. */
export interface SampleTarget {
  readonly example: number;
  /** How many of the first classes are to stay first. */
  readonly top: number;
  /** The certified radius. */
  readonly beyond: number;
}

/** What the page of samples asks for, beside requests; each is answered by a message of its own. */
export type SampleWish =
  | { readonly type: "pixels"; readonly examples: readonly number[] }
  | { readonly type: "inspect"; readonly example: number }
  | { readonly type: "attack"; readonly target: SampleTarget };

/** What the buttons of the page of samples do; each is a command of the extension. */
export type SampleAction = "openReport";

/** Messages from the extension host to the page of samples, beside replies. */
export type ToSamples =
  /** The first one, and again when the file has changed: forget what was told. */
  | { readonly type: "opened"; readonly file: string; readonly name: string; readonly data: string }
  | { readonly type: "finding"; readonly finding: SampleFinding }
  /** Nothing more is found out. */
  | { readonly type: "explored" }
  /** Nothing can be shown: a sentence. */
  | { readonly type: "failed"; readonly message: string }
  /** The tiles of the examples that were asked for, one after the other; null where they cannot be had. */
  | {
      readonly type: "pixels";
      readonly examples: readonly number[];
      readonly pixels: Uint8Array | null;
    }
  | { readonly type: "inspected"; readonly sample: SampleView }
  | { readonly type: "attacked"; readonly attack: SampleAttackView }
  /** An example could not be inspected or attacked: a sentence. */
  | { readonly type: "refused"; readonly example: number; readonly message: string };
