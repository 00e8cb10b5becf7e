import type { Sums } from "../gloro/forward.js";
import { parseLoss } from "../gloro/losses/index.js";
import type { Network } from "../gloro/network.js";
import { parseOptimizer } from "../gloro/optimizers/index.js";
import type { Program } from "../gloro/program.js";
import { convergeIterates, evaluationStep, trainingStep } from "../gloro/programs/index.js";
import type { Config } from "../runs/config.js";

/** The training step's program, and that of the steps which a config takes in one call. */
export const [stepName, blockName] = ["trainingStep", "trainingSteps"] as const;

/** What a run executes, sharing one state: training step, or steps, convergence and evaluation. */
export function trainingPrograms(config: Config, network: Network): Program[] {
  const step = trainingProgram(config, network);
  const block = inOneCall(step, config);
  // Nothing is proven of what a run evaluates while it trains, and blocks take longer.
  const evaluation = evaluationPrograms(config, network, "whole");
  return [step, ...(block === step ? [] : [block]), ...evaluation];
}

/** The steps that a config takes in one call, as one program: the step itself where it is one. */
export function inOneCall(
  step: Program,
  { stepsPerCall = 1 }: Pick<Config, "stepsPerCall">,
): Program {
  return stepsPerCall === 1 ? step : { ...step, name: blockName, steps: stepsPerCall };
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
export function evaluationPrograms(
  config: Config,
  network: Network,
  sums: Sums = "inBlocks",
): Program[] {
  return [
    convergeIterates({ network }),
    evaluationStep({
      network,
      loss: parseLoss(config.loss),
      batchSize: evaluationBatchSize(config),
      relaxation: config.relaxation,
      sums,
    }),
  ];
}

export function evaluationBatchSize({ evaluation, batchSize }: Config): number {
  return evaluation.batchSize ?? batchSize;
}
