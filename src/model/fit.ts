import type { Batch, Split } from "../data/dataSet.js";
import { GloroError } from "../gloro/errors.js";
import { mapEntries } from "../gloro/mapEntries.js";
import { DivergedError, trainingStep } from "../gloro/programs/index.js";
import type { HostTensors } from "../gloro/program.js";
import type { Callback, FitContext } from "./callbacks/callback.js";
import { compiledPrograms, metricOutput, metricOutputs, prepare } from "./compilation.js";
import type { Compilation } from "./compilation.js";
import { evaluateSplit } from "./evaluateSplit.js";
import type { GloroNet } from "./gloroNet.js";
import { keyOf } from "./networkOnEngine.js";
import type { LazyProgram, NetworkOnEngine } from "./networkOnEngine.js";
import { trainingInputs } from "./programInputs.js";
import { outputScalar } from "./programOutputs.js";
import { RunningMeans } from "./runningMeans.js";
import type { TrainingSource } from "./trainingSource.js";

/** What a training left behind, epoch by epoch. */
export interface History {
  /** The epochs done, from 0. */
  readonly epoch: readonly number[];
  /** For `loss`, each metric and, with validation data, `val_loss`, …: one number an epoch. */
  readonly history: Readonly<Record<string, readonly number[]>>;
}

/** Where a training stands, after a step. */
export interface FitProgress {
  /** From 0. */
  readonly epoch: number;
  readonly epochs: number;
  /** Steps done in the epoch. */
  readonly step: number;
  readonly stepsPerEpoch: number | undefined;
  /** The means over the epoch so far. */
  readonly logs: Readonly<Record<string, number>>;
}

/** What a training is made of. */
export interface FitSetting {
  readonly net: GloroNet;
  readonly onEngine: NetworkOnEngine;
  readonly compilation: Compilation;
  readonly source: TrainingSource;
  readonly validation: Split | undefined;
  readonly epochs: number;
  readonly initialEpoch: number;
  readonly callbacks: readonly Callback[];
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: FitProgress) => void) | undefined;
}

/** Trains epoch by epoch; see `GloroNet.fit`. */
export async function fit(setting: FitSetting): Promise<History> {
  const { epochs, initialEpoch } = setting;
  if (!Number.isInteger(epochs) || !Number.isInteger(initialEpoch) || initialEpoch < 0) {
    throw new GloroError(
      `epochs and initialEpoch must be whole numbers from 0, got ${epochs} and ${initialEpoch}.`,
    );
  }
  await prepare(setting.compilation, setting.onEngine);
  return new Fit(setting).run();
}

class Fit {
  private epoch: number;
  private step = 0;
  private logs: Record<string, number> = {};
  private isStopped = false;
  private readonly means = new RunningMeans();
  private readonly stepValues: FitContext["stepValues"] = {};
  private readonly testValues: FitContext["testValues"] = {};
  constructor(private readonly setting: FitSetting) {
    this.epoch = setting.initialEpoch;
  }

  async run(): Promise<History> {
    const { epochs, initialEpoch, signal } = this.setting;
    const done: number[] = [];
    const history: Record<string, number[]> = {};
    signal?.throwIfAborted();
    await this.call("onTrainBegin");
    for (this.epoch = initialEpoch; this.epoch < epochs && !this.isStopped; this.epoch++) {
      await this.trainEpoch();
      done.push(this.epoch);
      for (const [name, value] of Object.entries(this.logs)) (history[name] ??= []).push(value);
    }
    await this.call("onTrainEnd");
    return { epoch: done, history };
  }

  private async trainEpoch(): Promise<void> {
    const { source, signal, validation } = this.setting;
    this.means.clear();
    this.logs = {};
    this.step = 0;
    await this.call("onEpochBegin");
    for await (const batch of source.epoch(this.epoch)) {
      signal?.throwIfAborted();
      await this.call("onBatchBegin");
      await this.train(batch);
      await this.call("onBatchEnd");
      this.step += 1;
      this.setting.onProgress?.(this.context());
      if (this.isStopped) break;
    }
    signal?.throwIfAborted();
    if (validation) await this.validate(validation);
    await this.call("onEpochEnd");
  }

  private async train(batch: Batch): Promise<void> {
    const { net, onEngine, compilation } = this.setting;
    const { epsilon, lambda, learningRate } = { ...ownValues(net), ...this.stepValues };
    const inputs = trainingInputs(
      batch,
      onEngine.network.inputShape,
      { epsilon, lambda, learningRate },
      compilation.steps + 1,
    );
    // A step that is not finite is not taken: the weights stay those of the step before.
    const outputs = await onEngine.run(this.program(), inputs, isFinite);
    if (!isFinite(outputs)) throw this.diverged(outputs);
    onEngine.weightsMoved();
    compilation.steps += 1;
    const values = mapEntries(compilation.metrics, (_, label) =>
      outputScalar(outputs, metricOutput(label)),
    );
    this.means.add({ loss: outputScalar(outputs, "loss"), ...values }, batch.count);
    for (const name of this.names()) this.logs[name] = this.means.mean(name);
  }

  /** The step of now: a callback may set another k. */
  private program(): LazyProgram {
    const { onEngine, compilation, source } = this.setting;
    const { network, relaxation, powerIterations } = onEngine;
    const { loss, optimizer } = compilation;
    const { batchSize } = source;
    const metrics = metricOutputs(compilation);
    return {
      key: keyOf(`${compiledPrograms}trainingStep/${batchSize}`, { relaxation }),
      make: () =>
        trainingStep({
          ...{ network, loss, optimizer, batchSize, relaxation, metrics },
          ...(powerIterations !== undefined && { powerIterations }),
        }),
    };
  }

  private async validate(validation: Split): Promise<void> {
    const { net, source } = this.setting;
    await this.call("onTestBegin");
    const { epsilon, lambda } = { ...ownValues(net), ...this.testValues };
    const { batchSize } = source;
    const numbers = await evaluateSplit(validation, {
      ...this.setting,
      batchSize,
      epsilon,
      lambda,
    });
    for (const name of this.names()) this.logs[`val_${name}`] = numbers[name] ?? NaN;
    await this.call("onTestEnd");
  }

  private names(): string[] {
    return ["loss", ...Object.keys(this.setting.compilation.metrics)];
  }

  private async call(moment: keyof Callback): Promise<void> {
    for (const callback of this.setting.callbacks) await callback[moment]?.(this.context());
  }

  private context(): FitContext {
    const { net, epochs, source } = this.setting;
    return {
      net,
      epoch: this.epoch,
      epochs,
      step: this.step,
      stepsPerEpoch: source.stepsPerEpoch,
      logs: { ...this.logs },
      stepValues: this.stepValues,
      testValues: this.testValues,
      stop: () => {
        this.isStopped = true;
      },
    };
  }

  private diverged(outputs: HostTensors): DivergedError {
    const what = decisive.find((name) => !Number.isFinite(outputScalar(outputs, name))) ?? "loss";
    return new DivergedError(
      `The ${what} is not a finite number in epoch ${this.epoch + 1}, step ${this.step + 1}; the net ` +
        `keeps the weights from before that step. Try a lower learningRate or a smaller epsilon.`,
    );
  }
}

/** The outputs of a step that are finite only if all weights after it are. */
const decisive = ["loss", "gradientNorm"] as const;

function isFinite(outputs: HostTensors): boolean {
  return decisive.every((name) => Number.isFinite(outputScalar(outputs, name)));
}

function ownValues({ epsilon, lambda, learningRate }: GloroNet) {
  return { epsilon, lambda, learningRate };
}
