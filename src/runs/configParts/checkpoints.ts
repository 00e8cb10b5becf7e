import { count } from "./numbers.js";
import { strictObject } from "./strictObject.js";

/** How often a checkpoint is written. */
export const checkpointsSchema = strictObject({
  everyEpochs: count.default(1).describe("Epochs from one checkpoint to the next."),
  everySteps: count.exactOptional().describe("Steps from one checkpoint to the next, as well."),
})
  .prefault({})
  .describe("Checkpoints, from which training resumes.");
