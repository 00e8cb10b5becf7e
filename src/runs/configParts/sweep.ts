import * as z from "zod";
import { mustBe, mustBeOneOf } from "../mustBe.js";
import { count, positive } from "./numbers.js";
import { strictObject } from "./strictObject.js";
import { text } from "./text.js";

const aList = mustBe("a list of values");
const aNumber = mustBe("a number");
const scales = ["linear", "log"] as const;

const valuesSchema = z.array(z.unknown(), aList).min(1, aList);

const aRange = mustBe("a range whose from is less than its to, and above 0 on a log scale");

const rangeSchema = strictObject({
  from: z.number(aNumber).describe("The least value."),
  to: z.number(aNumber).describe("The greatest value."),
  scale: z
    .enum(scales, mustBeOneOf(scales))
    .default("linear")
    .describe("Whether all values are as likely, or all orders of magnitude."),
  step: positive
    .exactOptional()
    .describe("Values are multiples of it: 1 for whole numbers. Default: 4 digits of a value."),
}).refine(({ from, to, scale }) => from < to && (scale === "linear" || from > 0), aRange);

/** Dotted paths of a config's keys, each with what it may be. */
function swept<S extends z.ZodType>(values: S) {
  return z.record(text("a path"), values, mustBe("an object with a path of the config a key"));
}

const aSweep = mustBe("an object with grid, or with random and runs");

/** `sweep` of a config's file: the runs that it makes, which differ in some values. */
export const sweepSchema = z
  .union(
    [
      strictObject({
        grid: swept(valuesSchema).describe("Each value of each with each of the others."),
      }),
      strictObject({
        random: swept(
          z.union([valuesSchema, rangeSchema], mustBe("a list of values, or a range")),
        ).describe("Each run draws one of these."),
        runs: count.describe("How many runs are drawn."),
        seed: z.int(mustBe("a whole number")).default(0).describe("Seeds what is drawn."),
      }),
    ],
    aSweep,
  )
  .meta({
    description: "Makes a family of runs, which differ in the values at some paths.",
    examples: [
      { grid: { epsilon: [0.1, 0.3], "loss.lambda": [1, 1.5, 2] } },
      { random: { learningRate: { from: 1e-4, to: 1e-2, scale: "log" } }, runs: 12, seed: 0 },
    ],
  });

export type ConfigSweep = z.output<typeof sweepSchema>;
export type SweptRange = z.output<typeof rangeSchema>;

/** `sweep` of a run's config.json: the family that the run belongs to, and what sets it apart there. */
export const sweepMemberSchema = strictObject({
  id: text("a family's id"),
  values: z.record(z.string(), z.unknown()),
  /** The paths whose values were drawn on a log scale. */
  logScale: z.array(z.string()).exactOptional(),
});

export type SweepMember = z.output<typeof sweepMemberSchema>;
