import { uniformFloat32 } from "pure-rand/distribution/uniformFloat32";
import type { ApplyStep, AugmentationSteps } from "./augmentationStep.js";
import { clampToUnit } from "./clampToUnit.js";

/** Adds independent Gaussian noise to every value (Box-Muller, both of each pair), then clamps. */
export const noise: ApplyStep<AugmentationSteps["noise"]> = (
  step,
  image,
  _shape,
  random,
  target,
) => {
  for (let index = 0; index < image.length; index += 2) {
    // 1 − u lies in (0, 1]: its logarithm is finite.
    const radius = step.sigma * Math.sqrt(-2 * Math.log(1 - uniformFloat32(random)));
    const angle = 2 * Math.PI * uniformFloat32(random);
    target[index] = clampToUnit((image[index] ?? 0) + radius * Math.cos(angle));
    if (index + 1 === image.length) break;
    target[index + 1] = clampToUnit((image[index + 1] ?? 0) + radius * Math.sin(angle));
  }
};
