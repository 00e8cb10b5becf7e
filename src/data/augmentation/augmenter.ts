import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { ShapeError } from "../../gloro/errors.js";
import { applySteps } from "./applySteps.js";
import type { AugmentationKind, AugmentationSteps, ImageShape } from "./augmentationStep.js";
import type { Augmentation } from "./parseAugmentation.js";

/** Augments one image: reads `image`, writes all of `target`; the two may not overlap. */
export type Augment = (image: Float32Array, random: RandomGenerator, target: Float32Array) => void;

/**
 * Makes an augmentation ready for images of one shape: the memory between its steps is taken here, once.
 *
 * @param inputShape - `[height, width, channels]`; or `[features]`, which only `none` takes
 * @returns `undefined` for an augmentation that changes nothing
 * @throws ShapeError when there are steps but no images
 */
export function augmenter(
  { name, steps }: Augmentation,
  inputShape: readonly number[],
): Augment | undefined {
  if (steps.length === 0) return undefined;
  const shape = imageShape(name, inputShape);
  const size = shape.height * shape.width * shape.channels;
  const between = [new Float32Array(size), new Float32Array(size)] as const;
  return (image, random, target) => {
    let source = image;
    steps.forEach((step, index) => {
      const result = index === steps.length - 1 ? target : between[index % 2 === 0 ? 0 : 1];
      apply(step, source, shape, random, result);
      source = result;
    });
  };
}

function apply<K extends AugmentationKind>(
  step: AugmentationSteps[K] & { readonly kind: K },
  image: Float32Array,
  shape: ImageShape,
  random: RandomGenerator,
  target: Float32Array,
): void {
  applySteps[step.kind](step, image, shape, random, target);
}

function imageShape(name: string, inputShape: readonly number[]): ImageShape {
  const [height, width, channels] = inputShape;
  if (height === undefined || width === undefined || channels === undefined) {
    throw new ShapeError(
      `The augmentation "${name}" needs images of height × width × channels; the data has ` +
        `${inputShape.join(" × ")}. Use "none".`,
    );
  }
  return { height, width, channels };
}
