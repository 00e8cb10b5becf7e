import type { Batch } from "../data/dataSet.js";
import type { HostTensor, HostTensors } from "../gloro/program.js";

/** The numbers that a training step is given. */
export interface StepValues {
  readonly epsilon: number;
  /** 0 for a loss without λ. */
  readonly lambda: number;
  readonly learningRate: number;
}

/** The inputs of a training step. `step` counts from 1. */
export function trainingInputs(
  batch: Batch,
  inputShape: readonly number[],
  { epsilon, lambda, learningRate }: StepValues,
  step: number,
): HostTensors {
  return {
    ...evaluationInputs(batch, inputShape, { epsilon, lambda }),
    weights: vector(batch.weights),
    learningRate: scalar(learningRate),
    step: scalar(step),
  };
}

/** The inputs of an evaluation step. */
export function evaluationInputs(
  { images, labels }: Batch,
  inputShape: readonly number[],
  { epsilon, lambda }: { epsilon: number; lambda: number },
): HostTensors {
  return {
    images: { shape: [labels.length, ...inputShape], dtype: "float32", data: images },
    labels: { shape: [labels.length], dtype: "int32", data: labels },
    epsilon: scalar(epsilon),
    lambda: scalar(lambda),
  };
}

/** A number as an input. */
export function scalar(value: number): HostTensor {
  return { shape: [], dtype: "float32", data: Float32Array.of(value) };
}

function vector(data: Float32Array): HostTensor {
  return { shape: [data.length], dtype: "float32", data };
}
