import type { ApplyStep, AugmentationSteps } from "./augmentationStep.js";
import { clampToUnit } from "./clampToUnit.js";
import { uniform } from "./uniform.js";

/** Multiplies every channel's distance from its mean over the image by one random factor, then clamps. */
export const contrast: ApplyStep<AugmentationSteps["contrast"]> = (
  step,
  image,
  { channels },
  random,
  target,
) => {
  const factor = uniform(random, step.lower, step.upper);
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let index = channel; index < image.length; index += channels) sum += image[index] ?? 0;
    const mean = (sum * channels) / image.length;
    for (let index = channel; index < image.length; index += channels) {
      target[index] = clampToUnit(mean + ((image[index] ?? 0) - mean) * factor);
    }
  }
};
