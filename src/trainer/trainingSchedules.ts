import { parseLoss } from "../gloro/losses/index.js";
import { parseSchedule } from "../gloro/schedules/index.js";
import type { StepValues } from "../model/programInputs.js";
import type { Config } from "../runs/config.js";

/** A run's schedules as one function of the time, in epochs with a fraction. */
export function trainingSchedules(config: Config): (time: number) => StepValues {
  const scheduled = (schedule: string, base: number) => {
    const multiplier = parseSchedule(schedule, config.epochs, base);
    return (time: number) => base * multiplier.at(time);
  };
  const { lambda: baseLambda } = parseLoss(config.loss);
  const epsilon = scheduled(config.epsilonSchedule, config.trainingEpsilon);
  const learningRate = scheduled(config.learningRateSchedule, config.learningRate);
  const lambda = baseLambda === undefined ? () => 0 : scheduled(config.lambdaSchedule, baseLambda);
  return (time) => ({
    epsilon: epsilon(time),
    lambda: lambda(time),
    learningRate: learningRate(time),
  });
}
