import * as z from "zod";
import { mustBe, mustBeOneOf, mustHaveOneOf } from "../mustBe.js";
import { count, decay, fromZero, positive, share } from "./numbers.js";
import { strictObject } from "./strictObject.js";

const moments = {
  beta1: decay.default(0.9).describe("Decay of the mean of the gradients."),
  beta2: decay.default(0.999).describe("Decay of the mean of their squares."),
};
const addedToRoot = positive.describe("Added to the root in the denominator.");

const clipping = {
  clipNorm: positive
    .exactOptional()
    .describe("Largest norm of all gradients together; larger ones are scaled down."),
  clipValue: positive.exactOptional().describe("Largest size of an entry of a gradient."),
};
const penalty = {
  weightDecay: fromZero
    .default(0)
    .describe("Times each parameter, biases too, added to its gradient."),
};

const adamSchema = strictObject({
  name: z.literal("adam"),
  ...moments,
  epsilon: addedToRoot.default(1e-7),
  ...penalty,
  ...clipping,
});

const adamwSchema = strictObject({
  name: z.literal("adamw"),
  ...moments,
  epsilon: addedToRoot.default(1e-7),
  weightDecay: fromZero
    .default(0.004)
    .describe("Times the learning rate: the share of each parameter, biases too, lost a step."),
  ...clipping,
});

const nadamSchema = strictObject({
  name: z.literal("nadam"),
  ...moments,
  epsilon: addedToRoot.default(1e-8),
  momentumDecay: fromZero.default(0.004).describe("How soon the momentum grows to beta1."),
  ...penalty,
  ...clipping,
});

const sgdSchema = strictObject({
  name: z.literal("sgd"),
  momentum: decay.default(0).describe("Decay of the running sum of the gradients."),
  nesterov: z.boolean(mustBe("true or false")).default(false).describe("Nesterov's momentum."),
  ...penalty,
  ...clipping,
});

/** The optimizers that need no settings, so that their name is enough. */
const bareNames = ["adam", "adamw", "nadam", "sgd"] as const;
const bareSchemas = [adamSchema, adamwSchema, nadamSchema, sgdSchema] as const;

const innerSchema = z.union(
  [z.enum(bareNames), z.discriminatedUnion("name", bareSchemas, mustHaveOneOf("name", bareNames))],
  mustBeOneOf(bareNames, ", or an object with name"),
);

const lookaheadSchema = strictObject({
  name: z.literal("lookahead"),
  inner: innerSchema.describe("The optimizer between two pulls, with clipping and weight decay."),
  slowStep: share.default(0.5).describe("How far the slow weights follow at each pull."),
  syncPeriod: count.default(6).describe("Steps from one pull to the next."),
});

const names = [...bareNames, "lookahead"] as const;

/** An optimizer with its settings; a name alone takes the defaults. */
export const optimizerSchema = z
  .union(
    [
      z.enum(bareNames),
      z.discriminatedUnion("name", [...bareSchemas, lookaheadSchema], mustHaveOneOf("name", names)),
    ],
    mustBeOneOf(bareNames, ", or an object with name"),
  )
  .default("adam")
  .transform((given) =>
    typeof given === "object" && given.name === "lookahead"
      ? { ...given, inner: asObject(given.inner) }
      : asObject(given),
  )
  .meta({
    description: "The optimizer.",
    examples: [
      "adam",
      { name: "sgd", momentum: 0.9, nesterov: true },
      { name: "adamw", weightDecay: 1e-4, clipNorm: 3 },
      { name: "lookahead", inner: "nadam" },
    ],
  });

// Here, not by a transform of the schema within: that would lose the default in the JSON Schema.
function asObject<T extends object>(given: (typeof bareNames)[number] | T) {
  return typeof given === "string" ? withDefaults[given]() : given;
}

const withDefaults = {
  adam: () => adamSchema.parse({ name: "adam" }),
  adamw: () => adamwSchema.parse({ name: "adamw" }),
  nadam: () => nadamSchema.parse({ name: "nadam" }),
  sgd: () => sgdSchema.parse({ name: "sgd" }),
};
