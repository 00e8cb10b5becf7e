import { z } from "zod";
import { mustBe, mustBeOneOf, mustHaveOneOf } from "../mustBe.js";
import { decay, positive } from "./numbers.js";
import { strictObject } from "./strictObject.js";

const adamSchema = strictObject({
  name: z.literal("adam"),
  beta1: decay.default(0.9).describe("Decay of the mean of the gradients."),
  beta2: decay.default(0.999).describe("Decay of the mean of their squares."),
  epsilon: positive.default(1e-7).describe("Added to the root in the denominator."),
});

const sgdSchema = strictObject({
  name: z.literal("sgd"),
  momentum: decay.default(0).describe("Decay of the running sum of the gradients."),
  nesterov: z.boolean(mustBe("true or false")).default(false).describe("Nesterov's momentum."),
});

const optimizerNames = ["adam", "sgd"] as const;

/** An optimizer with its settings; a name alone takes the defaults. */
export const optimizerSchema = z
  .union(
    [
      z.enum(optimizerNames),
      z.discriminatedUnion("name", [adamSchema, sgdSchema], mustHaveOneOf("name", optimizerNames)),
    ],
    mustBeOneOf(optimizerNames, ", or an object with name"),
  )
  .default("adam")
  .transform((given) => (typeof given === "string" ? withDefaults[given]() : given))
  .meta({
    description: "The optimizer.",
    examples: ["adam", { name: "sgd", momentum: 0.9, nesterov: true }],
  });

const withDefaults = {
  adam: () => adamSchema.parse({ name: "adam" }),
  sgd: () => sgdSchema.parse({ name: "sgd" }),
};
