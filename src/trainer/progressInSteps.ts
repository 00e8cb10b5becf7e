import type { Progress } from "../runs/checkpoint.js";

/**
 * A checkpoint's progress in steps of a batch size: the same examples are done, but for those of a step
 * that is not whole, which come again.
 *
 * @param examples in the training split.
 */
export function progressInSteps(progress: Progress, batchSize: number, examples: number): Progress {
  const { batchSize: before = batchSize, epoch, stepInEpoch } = progress;
  if (before === batchSize) return progress;
  const steps = Math.floor((stepInEpoch * before) / batchSize);
  const stepsPerEpoch = Math.ceil(examples / batchSize);
  return { ...progress, step: epoch * stepsPerEpoch + steps, stepInEpoch: steps, batchSize };
}
