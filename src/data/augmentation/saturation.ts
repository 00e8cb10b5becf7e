import type { ApplyStep, AugmentationSteps } from "./augmentationStep.js";
import { uniform } from "./uniform.js";

/**
 * Multiplies a colour image's saturation S = (max − min)/max by a random factor, up to S = 1, keeping
 * hue and max: each channel c becomes max − (max − c)·S′/S. An image without three channels stays.
 */
export const saturation: ApplyStep<AugmentationSteps["saturation"]> = (
  step,
  image,
  shape,
  random,
  target,
) => {
  target.set(image);
  if (shape.channels !== 3) return;
  const factor = uniform(random, step.lower, step.upper);
  for (let pixel = 0; pixel < image.length; pixel += 3) {
    const red = image[pixel] ?? 0;
    const green = image[pixel + 1] ?? 0;
    const blue = image[pixel + 2] ?? 0;
    const largest = Math.max(red, green, blue);
    const range = largest - Math.min(red, green, blue);
    if (range === 0) continue;
    const scale = Math.min(factor, largest / range);
    // Rounding alone can take the smallest channel below 0.
    target[pixel] = Math.max(largest - (largest - red) * scale, 0);
    target[pixel + 1] = Math.max(largest - (largest - green) * scale, 0);
    target[pixel + 2] = Math.max(largest - (largest - blue) * scale, 0);
  }
};
