import type { ApplyStep, AugmentationKind, AugmentationSteps } from "./augmentationStep.js";
import { contrast } from "./contrast.js";
import { flip } from "./flip.js";
import { noise } from "./noise.js";
import { padCrop } from "./padCrop.js";
import { saturation } from "./saturation.js";
import { zoom } from "./zoom.js";

/** How each kind of step is applied. */
export const applySteps: { readonly [K in AugmentationKind]: ApplyStep<AugmentationSteps[K]> } = {
  flip,
  zoom,
  saturation,
  contrast,
  noise,
  padCrop,
};
