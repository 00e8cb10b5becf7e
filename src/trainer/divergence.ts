import type { HostTensors } from "../gloro/program.js";
import { DivergedError } from "../gloro/programs/index.js";
import { notFinite } from "../runs/notFinite.js";

/** Where in the training something happened. */
export interface Moment {
  /** From 1. */
  readonly step: number;
  /** From 1. */
  readonly epoch: number;
}

/** Training that left the numbers: `what` (a loss, a gradient, a tensor) is NaN or infinite. */
export function diverged(what: string, { step, epoch }: Moment): DivergedError {
  return new DivergedError(
    `${what} ${notFinite} at step ${step}, in epoch ${epoch}, so training stopped. Try a lower learningRate, a smaller trainingEpsilon, or an epsilonSchedule that grows more slowly. Checkpoints saved before hold only finite numbers.`,
  );
}

/** The name of the first tensor that holds a NaN or an infinity, if one does. */
export function firstNonFinite(tensors: HostTensors): string | undefined {
  return Object.keys(tensors).find((name) => tensors[name]?.data.some(isNonFinite));
}

function isNonFinite(value: number): boolean {
  return !Number.isFinite(value);
}
