import { configSchema } from "../../src/runs/config.js";
import type { Config } from "../../src/runs/config.js";
import { describeEnvironment } from "../../src/runs/environment.js";
import type { StepsLine } from "../../src/runs/metrics.js";
import { createRun } from "../../src/runs/runFolder.js";
import type { Run } from "../../src/runs/runFolder.js";

export const exampleConfig: Config = configSchema.parse({
  data: "mnist",
  architecture: "cnn_2C2F",
  epsilon: 0.3,
  loss: "crossentropy",
  epochs: 5,
});

export function exampleRun(parent: string): Run {
  return createRun(parent, exampleConfig, describeEnvironment({ engine: "eager", versions: {} }));
}

/** A line of metrics that its step tells from others. */
export function stepsLine(step: number): StepsLine {
  return {
    type: "steps",
    step,
    epoch: step / 100,
    epsilon: 0.45,
    lambda: 0,
    learningRate: 1e-3,
    loss: 1 / (step + 1),
    cleanAccuracy: 0.9,
    vra: 0.8,
    rejectionRate: 0.1,
    gradientNorm: 1.5,
    lipschitz: { conv2d_1: 2.5 },
  };
}
