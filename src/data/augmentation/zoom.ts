import type { ApplyStep, AugmentationSteps } from "./augmentationStep.js";
import { cropAndResize } from "./cropAndResize.js";
import { uniform } from "./uniform.js";

/**
 * Enlarges a random box, a square in units of the image's sides: its side is uniform in
 * [1 − amount, 1), its corner anywhere that keeps it inside.
 */
export const zoom: ApplyStep<AugmentationSteps["zoom"]> = (step, image, shape, random, target) => {
  const side = uniform(random, 1 - step.amount, 1);
  const top = uniform(random, 0, 1 - side);
  const left = uniform(random, 0, 1 - side);
  cropAndResize(image, shape, { top, left, side }, target);
};
