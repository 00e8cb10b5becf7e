import { count } from "./numbers.js";
import { strictObject } from "./strictObject.js";

/** How often training metrics are written. */
export const metricsSchema = strictObject({
  everySteps: count.default(50).describe("Steps averaged into one line of metrics."),
})
  .prefault({})
  .describe("Training metrics.");
