import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** The random changes that one image can go through, and what each is given. */
export interface AugmentationSteps {
  /** Mirrors left and right, half of the time. */
  readonly flip: { readonly kind: "flip" };
  /** Enlarges a random box whose side is at least `1 − amount` of the image's. */
  readonly zoom: { readonly kind: "zoom"; readonly amount: number };
  /** Multiplies a colour image's saturation by a factor between the bounds. */
  readonly saturation: {
    readonly kind: "saturation";
    readonly lower: number;
    readonly upper: number;
  };
  /** Multiplies the distance from a channel's mean by a factor between the bounds. */
  readonly contrast: { readonly kind: "contrast"; readonly lower: number; readonly upper: number };
  /** Adds Gaussian noise of standard deviation `sigma`. */
  readonly noise: { readonly kind: "noise"; readonly sigma: number };
  /** Shifts by up to `padding` pixels each way, filling with black. */
  readonly padCrop: { readonly kind: "padCrop"; readonly padding: number };
}

export type AugmentationKind = keyof AugmentationSteps;
export type AugmentationStep = AugmentationSteps[AugmentationKind];

/** The size of an image in channels-last order. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * Applies one step: reads `image`, values in [0, 1], and writes all of `target`, also in [0, 1]; the
 * two may not overlap. The result depends on the image and the random numbers alone.
 */
export type ApplyStep<Step> = (
  step: Step,
  image: Float32Array,
  shape: ImageShape,
  random: RandomGenerator,
  target: Float32Array,
) => void;
