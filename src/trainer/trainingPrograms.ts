import { parseLoss } from "../gloro/losses/index.js";
import type { Network } from "../gloro/network.js";
import { parseOptimizer } from "../gloro/optimizers/index.js";
import type { Program } from "../gloro/program.js";
import { convergeIterates, evaluationStep, trainingStep } from "../gloro/programs/index.js";
import type { Config } from "../runs/config.js";

/** What a run executes, sharing one state: training step, convergence and evaluation. */
export function trainingPrograms(config: Config, network: Network): Program[] {
  return [trainingProgram(config, network), ...evaluationPrograms(config, network)];
}

/** The training step alone. */
export function trainingProgram(config: Config, network: Network): Program {
  return trainingStep({
    network,
    loss: parseLoss(config.loss),
    optimizer: parseOptimizer(config.optimizer),
    batchSize: config.batchSize,
    powerIterations: config.powerIterations,
    relaxation: config.relaxation,
  });
}

/** What evaluating a trained network executes: no optimizer, so its slots are not needed. */
export function evaluationPrograms(config: Config, network: Network): Program[] {
  return [
    convergeIterates({ network }),
    evaluationStep({
      network,
      loss: parseLoss(config.loss),
      batchSize: evaluationBatchSize(config),
      relaxation: config.relaxation,
    }),
  ];
}

export function evaluationBatchSize({ evaluation, batchSize }: Config): number {
  return evaluation.batchSize ?? batchSize;
}
