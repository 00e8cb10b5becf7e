import { configSchema } from "../../src/runs/config.js";
import type { ConfigInput } from "../../src/runs/config.js";
import type { EpochLine, Evaluation, StepsLine } from "../../src/runs/metrics.js";
import type { TrainedRun } from "../../src/runs/vraFindings.js";

const stepsPerEpoch = 235;

/** What may be told of an epoch; the rest is as in the recipe. */
export interface EpochChanges {
  readonly train?: Partial<EpochLine["train"]>;
  readonly evaluation?: Partial<Evaluation>;
  readonly lambda?: number;
  readonly epsilon?: number;
}

/** VRA after each epoch of the recipe `mnist-quick`, as it was measured. */
const vras = [0.8803, 0.93, 0.9383, 0.9411, 0.9432, 0.945, 0.9478, 0.9498, 0.9519, 0.9541, 0.955];

/** A run of the recipe `mnist-quick` that went well, with the numbers of a real one, or part of it. */
export function trainedRun({
  config,
  epochs = 12,
  each = () => ({}),
  ...rest
}: Partial<Omit<TrainedRun, "config" | "lines">> & {
  readonly config?: Partial<ConfigInput>;
  /** How many are done. */
  readonly epochs?: number;
  readonly each?: (epoch: number) => EpochChanges;
} = {}): TrainedRun {
  const lines = Array.from({ length: epochs }, (_, index) => index + 1).map((epoch) =>
    epochLine(epoch, each(epoch)),
  );
  const steps = lines.at(-1);
  return {
    config: configSchema.parse({
      data: "mnist",
      architecture: "cnn_2C2F",
      epsilon: 0.3,
      trainingEpsilon: 0.45,
      epsilonSchedule: "[0.1]-[50%:1]-[1]",
      loss: "crossentropy",
      epochs: 12,
      ...config,
    }),
    state: { status: "finished" },
    lines: [...(steps ? [stepsLine(steps)] : []), ...lines],
    ...rest,
  };
}

function epochLine(epoch: number, changes: EpochChanges): EpochLine {
  const vra = vras[epoch - 1] ?? 0.9556;
  const cleanAccuracy = Math.min(0.985, vra + 0.029);
  const evaluation: Evaluation = {
    loss: 0.1303,
    cleanAccuracy,
    vra,
    rejectionRate: 0.041,
    vraAt: { "0.3": vra },
    lipschitz: { conv2d_1: 1.77, conv2d_2: 1.55, dense_1: 2.11 },
    subLipschitz: 1.77 * 1.55 * 2.11,
    histogram: {
      edges: [0, 0.3, 0.6, 0.9, 1.2],
      counts: [290, 1100, 4460, 4000],
      wrongCounts: [100, 40, 10, 0],
    },
    ...changes.evaluation,
  };
  return {
    type: "epoch",
    epoch,
    step: epoch * stepsPerEpoch,
    epsilon: changes.epsilon ?? Math.min(0.45, 0.045 + (0.405 * epoch) / 6),
    lambda: changes.lambda ?? 0,
    learningRate: 1e-3,
    train: { loss: 0.2, cleanAccuracy, vra: vra - 0.025, rejectionRate: 0.06, ...changes.train },
    evaluation,
  };
}

/** The last group of steps of an epoch: its iterates follow the weights within 1 %. */
function stepsLine({ epoch, step, epsilon, lambda, learningRate, train }: EpochLine): StepsLine {
  return {
    type: "steps",
    step,
    epoch,
    epsilon,
    lambda,
    learningRate,
    ...train,
    gradientNorm: 0.9,
    lipschitz: { conv2d_1: 1.765, conv2d_2: 1.544, dense_1: 2.108 },
  };
}
