import type { Batch, Split } from "../data/dataSet.js";
import type { Loader } from "../data/createLoader.js";
import type { LoadedPrograms } from "../engine/engine.js";
import type { Network } from "../gloro/network.js";
import { accuracyNames, stepMetrics } from "../model/stepMetrics.js";
import { saveCheckpoint } from "../runs/checkpoint.js";
import type { Progress } from "../runs/checkpoint.js";
import type { Config } from "../runs/config.js";
import type { EpochLine, Evaluation, MetricsLine, StepsLine } from "../runs/metrics.js";
import type { CheckpointName } from "../runs/runPaths.js";
import type { RunWriter } from "../runs/runWriter.js";
import type { MetricsSummary, RunState } from "../runs/state.js";
import { convergeIterates, tolerances } from "../model/convergence.js";
import { diverged, firstNonFinite } from "./divergence.js";
import { evaluateNetwork } from "./evaluateNetwork.js";
import { trainingInputs } from "../model/programInputs.js";
import type { GpuWatch } from "./gpuWatch.js";
import type { FromTrainer } from "./protocol.js";
import { Pulse } from "./pulse.js";
import { RunningMeans } from "../model/runningMeans.js";
import { StepClock } from "./stepClock.js";
import { StepCount } from "./stepCount.js";
import { meanAccuracies, meanStepMetrics } from "./stepMeans.js";
import { grouped, StepCalls, stepsTogether } from "./stepsInCalls.js";
import type { StopSignal } from "./stopSignal.js";
import { summarise } from "./summarise.js";
import type { TensorboardLog } from "./tensorboardLog.js";
import { trainingSchedules } from "./trainingSchedules.js";

const progressMs = 200;

/** What the loop works on and reports to; none of it is the loop's to dispose. */
export interface LoopParts {
  readonly config: Config;
  readonly network: Network;
  /** The programs of trainingPrograms, with the state that belongs to `progress`. */
  readonly programs: LoadedPrograms;
  readonly loader: Loader;
  readonly test: Split;
  readonly writer: RunWriter;
  /** Hears each line of metrics too. */
  readonly tensorboard?: Pick<TensorboardLog, "append"> | undefined;
  /** The card that it is trained on, where there is one that tells. */
  readonly gpu?: Pick<GpuWatch, "latest"> | undefined;
  readonly stop: StopSignal;
  readonly report: (message: FromTrainer) => void;
  /** Where to go on. */
  readonly progress: Progress;
}

/**
 * The training loop. Everything that a later step depends on is in the programs' state or in Progress,
 * and so in a checkpoint.
 */
export class TrainingLoop {
  private readonly count: StepCount;
  private readonly epochMeans: RunningMeans;
  private readonly groupMeans: RunningMeans;
  private best: Progress["best"];
  private savedStep: number;
  private latest: MetricsSummary | undefined;
  private evaluationSeconds = 0;
  /** When progress was last reported. */
  private reported = 0;
  private readonly clock = new StepClock();
  private readonly calls: StepCalls;
  private readonly pulse: Pulse;
  private readonly scheduled: ReturnType<typeof trainingSchedules>;

  constructor(private readonly parts: LoopParts) {
    const { config, programs, loader, progress, writer, stop } = parts;
    this.count = new StepCount(progress.step, loader.batchesPerEpoch, config.epochs);
    this.savedStep = progress.step;
    this.epochMeans = new RunningMeans(progress.epochSums);
    this.groupMeans = new RunningMeans(progress.groupSums);
    this.best = progress.best;
    this.scheduled = trainingSchedules(config);
    this.calls = new StepCalls(programs);
    this.pulse = new Pulse(writer, stop, () => this.state());
  }

  /** Trains until every epoch is done, or the stop signal is given. */
  async run(): Promise<"finished" | "stopped"> {
    const { programs, loader, stop, report } = this.parts;
    // A stop between this convergence and the first step would have it done twice.
    if (this.count.step === 0 && !stop.isRequested()) {
      report({ type: "activity", activity: "converging the Lipschitz estimates" });
      await convergeIterates(programs, tolerances.beforeTraining, () => this.pulse.beat());
    }
    while (this.count.stepsLeft > 0) {
      if (stop.isRequested()) return this.endStopped();
      report({ type: "activity", activity: "training" });
      const batches = loader.epoch(this.count.epoch, this.count.stepInEpoch);
      for await (const group of grouped(batches, () => this.stepsTogether())) {
        await this.train(group);
        for (const batch of group) loader.recycle(batch);
        await this.pulse.beat();
        if (this.count.stepInEpoch === 0) break;
        if (stop.isRequested()) return this.endStopped();
        const { everySteps } = this.parts.config.checkpoints;
        if (this.pulse.isSaveAsked || isMultiple(this.count.step, everySteps))
          await this.save("last");
      }
      await this.endEpoch();
    }
    this.parts.writer.updateState(this.state());
    return "finished";
  }

  private stepsTogether(): number {
    return stepsTogether(this.count.step, this.count.perEpoch, this.parts.config);
  }

  /** Takes a step for each batch, in one call of the engine. */
  private async train(batches: readonly Batch[]): Promise<void> {
    const { network, config } = this.parts;
    const start = performance.now();
    const inputs = batches.map((batch, index) => {
      const done = this.count.step + index;
      const scheduled = this.scheduled(this.count.epochAt(done));
      return trainingInputs(batch, network.inputShape, scheduled, done + 1);
    });
    const outputsOf = await this.calls.take(inputs);
    batches.forEach(({ count }, index) => {
      this.noteStep(stepMetrics(outputsOf(index), network), count);
    });
    const msPerStep = (performance.now() - start) / batches.length;
    batches.forEach(() => {
      this.clock.step(msPerStep);
    });
    this.reportProgress();
    // 0 at the end of an epoch, which ends a group too.
    if (isMultiple(this.count.stepInEpoch, config.metrics.everySteps)) this.endGroup();
  }

  private noteStep(metrics: Readonly<Record<string, number>>, examples: number): void {
    for (const [name, value] of Object.entries(metrics)) {
      if (!Number.isFinite(value))
        throw diverged(`The training step's ${name}`, this.count.moment(1));
    }
    this.count.next();
    this.groupMeans.add(metrics, examples);
    const accuracies = accuracyNames.map((name) => [name, metrics[name] ?? Number.NaN] as const);
    this.epochMeans.add(Object.fromEntries(accuracies), examples);
  }

  private reportProgress(): void {
    const now = performance.now();
    if (now - this.reported < progressMs) return;
    this.reported = now;
    const { msPerStep } = this.clock;
    this.parts.report({ type: "progress", step: this.count.step, msPerStep });
  }

  private endGroup(): void {
    const { network, report } = this.parts;
    const line: StepsLine = {
      type: "steps",
      step: this.count.step,
      epoch: this.count.epochAt(this.count.step),
      ...this.latestScheduled(),
      ...meanStepMetrics(this.groupMeans, network),
      timing: { at: new Date().toISOString(), msPerStep: this.clock.msPerStep },
    };
    this.record(line);
    this.groupMeans.clear();
    this.latest = { ...summaryOf(line), epoch: line.epoch, step: line.step };
    report({ type: "steps", line });
  }

  private async endEpoch(): Promise<void> {
    const { config, writer, report } = this.parts;
    const isLast = this.count.stepsLeft === 0;
    const isEvaluated = isLast || isMultiple(this.count.epoch, config.evaluation.everyEpochs);
    // Each epoch begins with settled iterates; an evaluation settles them as well.
    if (!isEvaluated) await this.settleIterates();
    const evaluation = isEvaluated ? await this.evaluate() : undefined;
    const line: EpochLine = {
      type: "epoch",
      epoch: this.count.epoch,
      step: this.count.step,
      train: meanAccuracies(this.epochMeans),
      ...(evaluation && { evaluation }),
      ...this.latestScheduled(),
      timing: {
        at: new Date().toISOString(),
        msPerStep: this.clock.msPerStep,
        seconds: this.clock.lap(),
      },
    };
    this.record(line);
    this.epochMeans.clear();
    const isBest = evaluation !== undefined && evaluation.vra > (this.best?.vra ?? -1);
    if (evaluation) {
      const { epoch, step } = line;
      this.latest = { ...summaryOf(evaluation), epoch, step };
      if (isBest) this.best = { epoch, step, vra: evaluation.vra };
    }
    if (isBest) await this.save("best");
    if (isLast || isMultiple(this.count.epoch, config.checkpoints.everyEpochs))
      await this.save("last");
    writer.updateState({ ...this.state(), ...(isBest && this.latest && { best: this.latest }) });
    report({ type: "epoch", line, isBest });
  }

  private record(line: MetricsLine): void {
    this.parts.writer.appendMetrics(line);
    this.parts.tensorboard?.append(line);
  }

  private async evaluate(): Promise<Evaluation> {
    const { config, test, report } = this.parts;
    const start = performance.now();
    report({ type: "activity", activity: "evaluating" });
    const examples = await evaluateNetwork({
      ...this.parts,
      split: test,
      lambda: this.latestScheduled().lambda,
      betweenPieces: () => this.pulse.beat(),
    });
    this.evaluationSeconds = (performance.now() - start) / 1000;
    return summarise(examples, {
      network: this.parts.network,
      epsilon: config.epsilon,
      radii: config.evaluation.radii,
      sample: config.evaluation.sample,
    });
  }

  private async settleIterates(): Promise<void> {
    await convergeIterates(this.parts.programs, tolerances.betweenEpochs, () => this.pulse.beat());
  }

  private async endStopped(): Promise<"stopped"> {
    if (this.savedStep !== this.count.step || this.count.step === 0) await this.save("last");
    this.parts.writer.updateState(this.state());
    return "stopped";
  }

  /** @throws DivergedError rather than put a NaN in a checkpoint; RunWriteError. */
  private async save(which: CheckpointName): Promise<void> {
    const { programs, writer } = this.parts;
    const tensors = await programs.readState();
    const bad = firstNonFinite(tensors);
    if (bad !== undefined) throw diverged(`The tensor ${bad}`, this.count.moment(0));
    const progress: Progress = {
      epoch: this.count.epoch,
      step: this.count.step,
      stepInEpoch: this.count.stepInEpoch,
      batchSize: this.parts.config.batchSize,
      epochSums: this.epochMeans.toSums(),
      groupSums: this.groupMeans.toSums(),
      ...(this.best && { best: this.best }),
      metricsBytes: writer.metricsBytes,
    };
    saveCheckpoint(writer.folder, which, { tensors, progress });
    if (which !== "last") return;
    this.savedStep = this.count.step;
    this.pulse.answerSave();
  }

  /** What the schedules gave to the last step. */
  private latestScheduled() {
    return this.scheduled(this.count.epochAt(this.count.step - 1));
  }

  private state(): Partial<RunState> {
    const { msPerStep } = this.clock;
    return {
      epoch: this.count.epochAt(this.count.step),
      step: this.count.step,
      stepsPerEpoch: this.count.perEpoch,
      ...(msPerStep > 0 && {
        msPerStep,
        examplesPerSecond: (this.parts.config.batchSize * 1000) / msPerStep,
        etaSeconds: this.secondsLeft(msPerStep),
      }),
      gpu: this.parts.gpu?.latest,
      ...(this.latest && { latest: this.latest }),
    };
  }

  private secondsLeft(msPerStep: number): number {
    const evaluations = this.count.epochsLeft / this.parts.config.evaluation.everyEpochs;
    return (this.count.stepsLeft * msPerStep) / 1000 + evaluations * this.evaluationSeconds;
  }
}

function summaryOf({
  loss,
  cleanAccuracy,
  vra,
  rejectionRate,
}: Evaluation | StepsLine): Omit<MetricsSummary, "epoch" | "step"> {
  return { loss, cleanAccuracy, vra, rejectionRate };
}

function isMultiple(value: number, of: number | undefined): boolean {
  return of !== undefined && value % of === 0;
}
