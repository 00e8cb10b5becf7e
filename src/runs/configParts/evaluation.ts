import * as z from "zod";
import { mustBe } from "../mustBe.js";
import { count, radius } from "./numbers.js";
import { strictObject } from "./strictObject.js";

const someRadii = mustBe("a list of at least one radius");

/** When, and at which radii, the network is evaluated. */
export const evaluationSchema = strictObject({
  radii: z
    .array(radius, someRadii)
    .min(1, someRadii)
    .exactOptional()
    .describe("The radii at which VRA is reported. Default: epsilon alone."),
  everyEpochs: count.default(1).describe("Epochs from one evaluation to the next."),
  batchSize: count.exactOptional().describe("Examples a batch. Default: the training batch size."),
  sample: count
    .exactOptional()
    .describe("Test examples in the histogram of certified radii. Default: all."),
})
  .prefault({})
  .describe("Evaluation on the test split.");
