import type { LoadedPrograms } from "../../engine/engine.js";
import type { Network } from "../../gloro/network.js";
import type { Program } from "../../gloro/program.js";
import { trainingInputs } from "../../model/programInputs.js";
import type { Config } from "../../runs/config.js";
import { randomBatch } from "../randomBatch.js";
import { quantile, timeSteps } from "../timeSteps.js";
import { trainingSchedules } from "../trainingSchedules.js";

const warmUp = { steps: 2, atMostMs: 5000 };
const measuring = { steps: 7, atMostMs: 3000 };

/** What is measured: the training step of a run. */
export interface MeasuredStep {
  readonly config: Config;
  readonly network: Network;
  readonly program: Pick<Program, "name">;
}

/** Milliseconds that a training step takes, a median. The programs' state stays as it is. */
export async function stepSpeed(
  programs: Pick<LoadedPrograms, "run">,
  { config, network, program }: MeasuredStep,
  now: () => number = () => performance.now(),
): Promise<number> {
  const { inputShape, classes } = network;
  const batch = randomBatch(inputShape, classes, config.batchSize);
  const inputs = trainingInputs(batch, inputShape, trainingSchedules(config)(0), 1);
  const step = () => programs.run(program.name, inputs, () => false);
  await timeSteps(step, warmUp, now);
  return quantile(await timeSteps(step, measuring, now), 0.5);
}
