import * as z from "zod";
import { configKeys } from "./config.js";

const { shape } = configKeys;

/** Of the keys with a grammar or numbers of their own, those that the schema accepts, whatever else is wrong. */
export const validKeys = z.object({
  data: shape.data.optional().catch(undefined),
  architecture: shape.architecture.optional().catch(undefined),
  epsilon: shape.epsilon.optional().catch(undefined),
  trainingEpsilon: shape.epsilon.optional().catch(undefined),
  epsilonSchedule: shape.epsilonSchedule.optional().catch(undefined),
  loss: shape.loss.optional().catch(undefined),
  relaxation: shape.relaxation.optional().catch(undefined),
  lambdaSchedule: shape.lambdaSchedule.optional().catch(undefined),
  learningRate: shape.learningRate.optional().catch(undefined),
  learningRateSchedule: shape.learningRateSchedule.optional().catch(undefined),
  epochs: shape.epochs.optional().catch(undefined),
  evaluation: shape.evaluation.optional().catch(undefined),
  engine: shape.engine.optional().catch(undefined),
  precision: shape.precision.optional().catch(undefined),
  xla: shape.xla.optional().catch(undefined),
  devices: shape.devices.optional().catch(undefined),
  stepsPerCall: shape.stepsPerCall.optional().catch(undefined),
  metrics: shape.metrics.optional().catch(undefined),
  checkpoints: shape.checkpoints.optional().catch(undefined),
  augmentation: shape.augmentation.optional().catch(undefined),
  // With its default where it is left out; null where it is wrong.
  batchSize: shape.batchSize.nullable().catch(null),
});
export type ValidKeys = z.output<typeof validKeys>;
