import type { Engine, EngineName } from "../engine/engine.js";
import { architecture } from "../gloro/architectures/index.js";
import type { ArchitectureOptions } from "../gloro/architectures/index.js";
import { initialState } from "../gloro/initialise.js";
import { parseLoss } from "../gloro/losses/index.js";
import type { Loss, LossConfig } from "../gloro/losses/index.js";
import { buildNetwork } from "../gloro/network.js";
import type { Network } from "../gloro/network.js";
import { parseOptimizer } from "../gloro/optimizers/index.js";
import type { Optimizer, OptimizerConfig } from "../gloro/optimizers/index.js";
import type { Program } from "../gloro/program.js";
import { trainingStep } from "../gloro/programs/index.js";
import { trainingInputs } from "../model/programInputs.js";
import { randomBatch } from "./randomBatch.js";
import { StepCalls } from "./stepsInCalls.js";
import { quantile, timeSteps } from "./timeSteps.js";
import { inOneCall } from "./trainingPrograms.js";

/** Which step is measured. */
export interface MeasuredStep {
  /** The name of an architecture. */
  readonly architecture: string;
  readonly architectureOptions?: ArchitectureOptions;
  readonly inputShape: readonly number[];
  readonly classes: number;
  readonly batchSize: number;
  readonly loss: LossConfig;
  /** Default: Adam. */
  readonly optimizer?: OptimizerConfig;
}

export interface BenchmarkOptions extends MeasuredStep {
  readonly engine: Engine;
  /** Steps measured, from 1, in whole calls; some more come before, to warm up. */
  readonly steps: number;
  /** Steps in one call of the engine; 1 if left out. */
  readonly stepsPerCall?: number;
  /** Ends the warm-up, and the measuring, after this time each, with a step done at least. */
  readonly atMostSeconds?: number;
}

export interface Benchmark {
  readonly engine: EngineName;
  readonly architecture: string;
  readonly batch: number;
  readonly steps_per_call: number;
  readonly ms_per_step: { readonly median: number; readonly p10: number; readonly min: number };
  readonly steps: number;
}

const warmUpSteps = 5;
const scheduled = { epsilon: 0.3, learningRate: 1e-3 };

/** The program of a step, as in training, and what it is made from. */
export function measuredProgram(step: MeasuredStep): {
  readonly program: Program;
  readonly network: Network;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
} {
  const { inputShape, classes, batchSize } = step;
  const layers = architecture(step.architecture, inputShape, classes, step.architectureOptions);
  const network = buildNetwork({ inputShape, layers });
  const optimizer = parseOptimizer(step.optimizer ?? "adam");
  const loss = parseLoss(step.loss);
  return {
    ...{ network, loss, optimizer },
    program: trainingStep({ network, loss, optimizer, batchSize }),
  };
}

/**
 * Times whole training steps on random data: the same program and engine as in training, with
 * five power iterations a layer. Data loading and augmentation are left out.
 */
export async function benchmark(options: BenchmarkOptions): Promise<Benchmark> {
  const { engine, inputShape, classes, batchSize, steps, stepsPerCall = 1 } = options;
  const { atMostSeconds = Infinity } = options;
  const { program, network, loss, optimizer } = measuredProgram(options);
  const state = { ...initialState(network, 0), ...optimizer.initialSlots(network.parameters) };
  const programs = await engine.load([inOneCall(program, options)], state);
  try {
    const batch = randomBatch(inputShape, classes, batchSize);
    const values = { ...scheduled, lambda: loss.lambda ?? 0 };
    let step = 0;
    const inputs = () => trainingInputs(batch, inputShape, values, ++step);
    const calls = new StepCalls(programs);
    const call = () => calls.take(Array.from({ length: stepsPerCall }, inputs));
    const timeCalls = async (count: number) => {
      const limits = { steps: Math.ceil(count / stepsPerCall), atMostMs: atMostSeconds * 1000 };
      const times = await timeSteps(call, limits, () => performance.now());
      return times.map((time) => time / stepsPerCall);
    };
    await timeCalls(warmUpSteps);
    const times = await timeCalls(steps);
    return {
      engine: engine.name,
      architecture: options.architecture,
      batch: batchSize,
      steps_per_call: stepsPerCall,
      ms_per_step: {
        median: quantile(times, 0.5),
        p10: quantile(times, 0.1),
        min: quantile(times, 0),
      },
      steps: times.length * stepsPerCall,
    };
  } finally {
    await programs.dispose();
  }
}
