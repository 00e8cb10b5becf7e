import { uniformInt } from "pure-rand/distribution/uniformInt";
import type { ApplyStep, AugmentationSteps } from "./augmentationStep.js";

/** Pads with black on every side and crops the image's own size from a random place. */
export const padCrop: ApplyStep<AugmentationSteps["padCrop"]> = (
  step,
  image,
  { height, width, channels },
  random,
  target,
) => {
  const down = uniformInt(random, -step.padding, step.padding);
  const right = uniformInt(random, -step.padding, step.padding);
  const firstColumn = Math.max(-right, 0);
  const lastColumn = Math.min(width - right, width);
  target.fill(0);
  for (let row = Math.max(-down, 0); row < Math.min(height - down, height); row++) {
    const from = ((row + down) * width + firstColumn + right) * channels;
    const length = (lastColumn - firstColumn) * channels;
    if (length > 0) {
      target.set(image.subarray(from, from + length), (row * width + firstColumn) * channels);
    }
  }
};
