import * as z from "zod";

// JSON has no NaN and no infinity: a number that is not finite is written as null.
const number = z
  .number()
  .nullable()
  .transform((value) => value ?? NaN);
const whole = z.int().min(0);
const perLayer = z.record(z.string(), number);

const timing = z.looseObject({
  /** When the line was written, ISO 8601 in UTC. */
  at: z.string(),
  msPerStep: z.number().optional(),
  /** Duration of what the line sums up, evaluation included. */
  seconds: z.number().optional(),
});

/** What a schedule gave at the line's moment. */
const scheduled = { epsilon: number, lambda: number, learningRate: number };

const accuracies = {
  loss: number,
  /** Share of correct predictions, ⊥ ignored. */
  cleanAccuracy: number,
  /** Share of predictions both correct and certified. */
  vra: number,
  /** Share of predictions not certified (⊥). */
  rejectionRate: number,
};

/** Averages over a group of training steps. */
const stepsLineSchema = z.object({
  type: z.literal("steps"),
  /** Steps done since the start of training. */
  step: whole,
  /** Epochs done, with a fraction. */
  epoch: z.number(),
  ...scheduled,
  ...accuracies,
  /** The part of the loss that asks for no robustness; absent where the loss has no such part. */
  standardLoss: number.optional(),
  gradientNorm: number,
  /** Lipschitz estimate of each layer, by name. */
  lipschitz: perLayer,
  timing: timing.optional(),
});

/** Certified radii, counted by bins. */
const histogramSchema = z.object({
  /** Bounds of the bins, ascending: one more than there are counts. */
  edges: z.array(z.number()),
  /** Of correct predictions. */
  counts: z.array(whole),
  /** Of wrong predictions; absent in runs older than this field. */
  wrongCounts: z.array(whole).exactOptional(),
});

const evaluationSchema = z.object({
  ...accuracies,
  /** VRA at each radius of the config; the radius is the key. */
  vraAt: z.record(z.string(), number),
  lipschitz: perLayer,
  /** Product of the layers' estimates, the head left out. */
  subLipschitz: number,
  histogram: histogramSchema,
  /** Of a relaxed net: the share of examples whose loosest guarantee is k; k is the key. */
  guarantees: z.record(z.string(), number).optional(),
});

/** The end of an epoch. */
const epochLineSchema = z.object({
  type: z.literal("epoch"),
  /** Epochs done. */
  epoch: whole,
  step: whole,
  /** Averages over the epoch's training steps, at the training ε. */
  train: z.object(accuracies),
  /** On the test split at the test ε; absent where `evaluation.everyEpochs` skips the epoch. */
  evaluation: evaluationSchema.optional(),
  ...scheduled,
  timing: timing.optional(),
});

/** One line of metrics.jsonl. Everything but `timing` is the same in a run that is repeated. */
export const metricsLineSchema = z.discriminatedUnion("type", [stepsLineSchema, epochLineSchema]);

export type StepsLine = z.output<typeof stepsLineSchema>;
export type EpochLine = z.output<typeof epochLineSchema>;
export type MetricsLine = z.output<typeof metricsLineSchema>;
export type Evaluation = z.output<typeof evaluationSchema>;
export type RadiusHistogram = z.output<typeof histogramSchema>;
export type LineTiming = z.output<typeof timing>;
