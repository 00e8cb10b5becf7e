import type { ApplyStep, AugmentationSteps } from "./augmentationStep.js";

/** Mirrors left and right, half of the time. */
export const flip: ApplyStep<AugmentationSteps["flip"]> = (_step, image, shape, random, target) => {
  target.set(image);
  // The sign bit: either, with equal chances.
  if (random.next() >= 0) return;
  const { height, width, channels } = shape;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = (row * width + column) * channels;
      const to = (row * width + width - 1 - column) * channels;
      for (let channel = 0; channel < channels; channel++) {
        target[to + channel] = image[from + channel] ?? 0;
      }
    }
  }
};
