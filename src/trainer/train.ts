import { basename } from "node:path";
import { parseAugmentation } from "../data/augmentation/parseAugmentation.js";
import { createLoader, defaultPrefetch } from "../data/createLoader.js";
import type { DataSet } from "../data/dataSet.js";
import { usesGpu } from "../engine/index.js";
import { OutOfMemoryError } from "../engine/outOfMemoryError.js";
import { initialState } from "../gloro/initialise.js";
import type { HostTensors } from "../gloro/program.js";
import type { Network } from "../gloro/network.js";
import { parseOptimizer } from "../gloro/optimizers/index.js";
import { hasCheckpoint, loadCheckpoint } from "../runs/checkpoint.js";
import type { Progress } from "../runs/checkpoint.js";
import type { Config } from "../runs/config.js";
import { tellEngineChoice } from "../runs/engineChoiceWords.js";
import { openRun } from "../runs/runFolder.js";
import { RunWriter } from "../runs/runWriter.js";
import { stopRequested } from "../runs/stopRequest.js";
import { untranslated } from "../runs/translate.js";
import { configuredData } from "./configuredData.js";
import { configuredNetwork } from "./configuredNetwork.js";
import { describeFailure } from "./describeFailure.js";
import { progressInSteps } from "./progressInSteps.js";
import { prepareRunEngine } from "./engineChoice/runEngine.js";
import type { RunEngine } from "./engineChoice/runEngine.js";
import { GpuWatch } from "./gpuWatch.js";
import { BatchTooLargeError, noMemory } from "./noMemory.js";
import type { FromTrainer } from "./protocol.js";
import { initialWeights } from "./initialWeights.js";
import { saveBestNet } from "./saveBestNet.js";
import type { StopSignal } from "./stopSignal.js";
import type { TensorboardLog } from "./tensorboardLog.js";
import { TrainingLoop } from "./trainingLoop.js";
import type { LoopParts } from "./trainingLoop.js";

export interface TrainOptions {
  /** The run's folder. Training goes on from its last checkpoint, if there is one. */
  readonly folder: string;
  readonly stop: StopSignal;
  readonly report: (message: FromTrainer) => void;
  /** Prepares the run's engine. */
  readonly prepareEngine?: typeof prepareRunEngine;
}

/**
 * Trains a run in this process, and keeps its folder. A run stopped at any step and gone on with
 * writes the same metrics as one that never stopped, `timing` aside.
 *
 * @returns `stopped` where it was asked to stop, with a checkpoint saved.
 * @throws RunLockedError while another trainer has the run; RunWriteError when the disk refuses;
 *   DivergedError; OutOfMemoryError with the batch that would fit; GloroError for a config that does not fit its data.
 */
export async function train(options: TrainOptions): Promise<"finished" | "stopped"> {
  const writer = RunWriter.open(options.folder);
  try {
    const how = await trainWith(writer, options);
    writer.updateState({ status: how });
    return how;
  } catch (error) {
    noteFailure(writer, error);
    throw error;
  } finally {
    writer.close();
  }
}

async function trainWith(
  writer: RunWriter,
  { folder, stop, report, prepareEngine = prepareRunEngine }: TrainOptions,
): Promise<"finished" | "stopped"> {
  const { config } = openRun(folder);
  report({ type: "activity", activity: "loading data" });
  const data = await configuredData(config);
  const network = await configuredNetwork(config, data);
  const { tensors, progress } = await startingPoint(folder, config, network, data.train.count);
  const isNew = progress.step === 0 && writer.metricsBytes === 0;
  if (!isNew) writer.rewind(progress.metricsBytes);

  const loader = createLoader({
    split: data.train,
    inputShape: data.inputShape,
    batchSize: config.batchSize,
    seed: config.seed,
    augmentation: parseAugmentation(config.augmentation),
    // Those of the next call are assembled while the engine has this thread.
    prefetch: Math.max(defaultPrefetch, config.stepsPerCall ?? 1),
  });
  try {
    return await trainFrom({
      config,
      network,
      data,
      loader,
      tensors,
      progress,
      writer,
      stop,
      report,
      prepareEngine,
    });
  } finally {
    await loader.dispose();
  }
}

/** A run whose data are loaded. */
interface LoadedRun extends Omit<LoopParts, "programs" | "test" | "gpu" | "tensorboard"> {
  readonly data: DataSet;
  readonly tensors: HostTensors;
  readonly prepareEngine: typeof prepareRunEngine;
}

async function trainFrom(run: LoadedRun): Promise<"finished" | "stopped"> {
  const { config, network, data, loader, tensors, progress, writer, stop, report } = run;
  const { folder } = writer;
  const { name, inputShape, classes } = data;
  report({ type: "activity", activity: "preparing the engine" });
  const mayUseGpu = config.engine === "auto" || usesGpu(config.engine);
  const card = mayUseGpu ? await GpuWatch.open() : undefined;
  let ready: RunEngine | undefined;
  try {
    ready = await run.prepareEngine({
      config,
      network,
      data: { name, inputShape, classes },
      tensors,
      steps: config.epochs * loader.batchesPerEpoch - progress.step,
      earlier: writer.state.engine,
      gpu: card?.latest?.name,
      isStopped: () => stop.isRequested() || stopRequested(folder) !== undefined,
      onMeasure: () => {
        report({ type: "activity", activity: "measuring the engines" });
      },
    });
    const { engine, programs } = ready;
    report({
      type: "started",
      engine,
      why: noteEngine(writer, ready),
      step: progress.step,
      epochs: config.epochs,
      stepsPerEpoch: loader.batchesPerEpoch,
    });
    const loop = new TrainingLoop({
      ...run,
      programs,
      test: data.test,
      gpu: usesGpu(engine) ? card : undefined,
      tensorboard: await configuredTensorboard(folder, config, progress.step),
    });
    const how = await loop.run();
    if (how === "finished") writer.log(await saveBestNet(folder, config, network));
    return how;
  } catch (error) {
    if (!(error instanceof OutOfMemoryError)) throw error;
    const gpuBytes = card?.latest?.memoryTotalBytes;
    throw noMemory(error, {
      id: basename(folder),
      config,
      network,
      engine: ready?.engine,
      gpuBytes,
    });
  } finally {
    await ready?.programs.dispose();
  }
}

/** Notes in the run which engine it has. @returns why, where that is not its config's word. */
function noteEngine(writer: RunWriter, { choice }: RunEngine): string | undefined {
  if (!choice) return undefined;
  writer.updateState({ engine: choice, gpu: undefined });
  const why = tellEngineChoice(choice, untranslated);
  if (why !== undefined) writer.log(why);
  return why;
}

/** Loaded only where it is asked for: most runs are not watched by TensorBoard. */
async function configuredTensorboard(
  folder: string,
  config: Config,
  step: number,
): Promise<TensorboardLog | undefined> {
  if (!config.tensorboard) return undefined;
  const { TensorboardLog } = await import("./tensorboardLog.js");
  return TensorboardLog.open(folder, config, step);
}

/** The last checkpoint, or the beginning. */
async function startingPoint(
  folder: string,
  config: Config,
  network: Network,
  examples: number,
): Promise<{ tensors: HostTensors; progress: Progress }> {
  if (hasCheckpoint(folder, "last")) {
    const { tensors, progress } = loadCheckpoint(folder, "last");
    return { tensors, progress: progressInSteps(progress, config.batchSize, examples) };
  }
  const { from } = config;
  const given = from === undefined ? {} : await initialWeights(from, network);
  const slots = parseOptimizer(config.optimizer).initialSlots(network.parameters);
  return {
    tensors: { ...initialState(network, config.seed, given), ...slots },
    progress: { epoch: 0, step: 0, stepInEpoch: 0, epochSums: {}, groupSums: {}, metricsBytes: 0 },
  };
}

/** A disk that is gone or read-only refuses this as well: the first error is the one told. */
function noteFailure(writer: RunWriter, error: unknown): void {
  try {
    const fitting = error instanceof BatchTooLargeError ? error.settings : undefined;
    writer.fail(describeFailure(error).message, fitting);
  } catch {
    // Told by the error that is thrown on.
  }
}
