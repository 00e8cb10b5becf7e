import * as z from "zod";
import { architectureSchema } from "./configParts/architecture.js";
import { checkpointsSchema } from "./configParts/checkpoints.js";
import { dataSchema } from "./configParts/data.js";
import { evaluationSchema } from "./configParts/evaluation.js";
import { lossSchema } from "./configParts/loss.js";
import { metricsSchema } from "./configParts/metrics.js";
import { count, positive, radius } from "./configParts/numbers.js";
import { optimizerSchema } from "./configParts/optimizer.js";
import { relaxationSchema } from "./configParts/relaxation.js";
import { strictObject } from "./configParts/strictObject.js";
import { sweepMemberSchema, sweepSchema } from "./configParts/sweep.js";
import { text } from "./configParts/text.js";
import { defaultName } from "./defaultName.js";
import { mustBe, mustBeOneOf } from "./mustBe.js";

/** The values of `engine`: `auto` takes the fastest engine that runs on this machine. */
export const engineChoices = ["auto", "onnx-cpu", "onnx-webgpu", "tensorflow", "eager"] as const;

/** The values of `precision`. */
export const precisionChoices = ["float32", "bfloat16"] as const;

const runKeys = {
  $schema: text("a text")
    .exactOptional()
    .describe("Where an editor finds the schema of this file."),
  name: text("a text")
    .exactOptional()
    .describe("Names the run. Default: the data and architecture."),
  data: dataSchema,
  architecture: architectureSchema,
  from: text("a path")
    .exactOptional()
    .meta({
      description:
        "A .gloronet, Keras .h5 or TF.js model.json file whose weights the training begins with.",
      examples: ["best.gloronet"],
    }),
  epsilon: radius.meta({
    description: "ε of evaluation: the L2 radius at which VRA is reported, inputs in [0, 1].",
    examples: [0.3, "36/255"],
  }),
  trainingEpsilon: radius.exactOptional().meta({
    description: "Base ε of training, which epsilonSchedule multiplies. Default: epsilon.",
    examples: [0.45],
  }),
  epsilonSchedule: text("a schedule")
    .default("fixed")
    .meta({
      description: "Multiplies trainingEpsilon over the epochs.",
      examples: ["fixed", "logarithmic_half", "[0.01]-log-[50%:1.1]"],
    }),
  loss: lossSchema,
  lambdaSchedule: text("a schedule")
    .default("fixed")
    .meta({
      description: "Multiplies λ of a TRADES loss over the epochs.",
      examples: ["fixed", "[0]-[2]"],
    }),
  relaxation: relaxationSchema.exactOptional(),
  optimizer: optimizerSchema,
  learningRate: positive.default(1e-3).describe("Base learning rate, multiplied by its schedule."),
  learningRateSchedule: text("a schedule")
    .default("fixed")
    .meta({
      description: "Multiplies learningRate over the epochs.",
      examples: ["fixed", "decay_after_half_to_0.000001"],
    }),
  epochs: count.describe("Passes over the training split."),
  batchSize: count.default(256).describe("Examples a training step."),
  powerIterations: count
    .default(5)
    .describe("Power iterations a training step, for each layer's Lipschitz estimate."),
  augmentation: text("an augmentation")
    .default("none")
    .meta({
      description: "Random changes of the training images.",
      examples: ["none", "standard", "no_flip", "all", "rs.0.1", "crop_flip"],
    }),
  engine: z
    .enum(engineChoices, mustBeOneOf(engineChoices))
    .default("auto")
    .describe("What runs the tensor programs."),
  precision: z
    .enum(precisionChoices, mustBeOneOf(precisionChoices))
    .exactOptional()
    .describe(
      "What products of a training step round to, on the engine tensorflow; bounds and evaluations are float32. Default: float32.",
    ),
  xla: z
    .boolean(mustBe("true or false"))
    .exactOptional()
    .describe("Whether XLA compiles the training step, on the engine tensorflow. Default: false."),
  devices: count
    .exactOptional()
    .describe(
      "GPUs that share each batch, on the engine tensorflow; batchSize is a multiple. Default: 1.",
    ),
  stepsPerCall: count
    .exactOptional()
    .describe(
      "Training steps in one call of the engine: short ones take less time so. Default: 1.",
    ),
  seed: z
    .int(mustBe("a whole number"))
    .default(0)
    .describe("Seeds the initial weights, the order of the examples and the augmentation."),
  evaluation: evaluationSchema,
  metrics: metricsSchema,
  checkpoints: checkpointsSchema,
  tensorboard: z
    .boolean(mustBe("true or false"))
    .default(false)
    .describe("Whether the run also writes event files for TensorBoard."),
};

/** The keys of a config, as a file has them. */
export const configKeys = strictObject({ ...runKeys, sweep: sweepSchema.exactOptional() });

/** The single source of the type `Config` and of its validation: the config of one run. */
export const configSchema = strictObject({
  ...runKeys,
  sweep: sweepMemberSchema.exactOptional(),
}).transform((keys) => ({
  ...keys,
  name: keys.name ?? defaultName(keys.data, keys.architecture),
  trainingEpsilon: keys.trainingEpsilon ?? keys.epsilon,
  evaluation: { ...keys.evaluation, radii: keys.evaluation.radii ?? [keys.epsilon] },
}));

/** A config with its defaults filled in and its fractions turned into numbers. */
export type Config = z.output<typeof configSchema>;

/** A config as it is written in a file. */
export type ConfigInput = z.input<typeof configSchema>;
