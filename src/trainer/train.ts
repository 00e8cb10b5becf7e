import { parseAugmentation } from "../data/augmentation/parseAugmentation.js";
import { createLoader } from "../data/createLoader.js";
import { initialState } from "../gloro/initialise.js";
import type { HostTensors } from "../gloro/program.js";
import type { Network } from "../gloro/network.js";
import { parseOptimizer } from "../gloro/optimizers/index.js";
import { hasCheckpoint, loadCheckpoint } from "../runs/checkpoint.js";
import type { Progress } from "../runs/checkpoint.js";
import type { Config } from "../runs/config.js";
import { openRun } from "../runs/runFolder.js";
import { RunWriter } from "../runs/runWriter.js";
import { configuredData } from "./configuredData.js";
import { configuredEngine } from "./configuredEngine.js";
import { configuredNetwork } from "./configuredNetwork.js";
import { describeFailure } from "./describeFailure.js";
import type { FromTrainer } from "./protocol.js";
import { initialWeights } from "./initialWeights.js";
import { saveBestNet } from "./saveBestNet.js";
import type { StopSignal } from "./stopSignal.js";
import type { TensorboardLog } from "./tensorboardLog.js";
import { trainingPrograms } from "./trainingPrograms.js";
import { TrainingLoop } from "./trainingLoop.js";

export interface TrainOptions {
  /** The run's folder. Training goes on from its last checkpoint, if there is one. */
  readonly folder: string;
  readonly stop: StopSignal;
  readonly report: (message: FromTrainer) => void;
}

/**
 * Trains a run in this process, and keeps its folder. A run stopped at any step and gone on with
 * writes the same metrics as one that never stopped, `timing` aside.
 *
 * @returns `stopped` where it was asked to stop, with a checkpoint saved.
 * @throws RunLockedError while another trainer has the run; RunWriteError when the disk refuses;
 *   DivergedError; GloroError for a config that does not fit its data.
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
  { folder, stop, report }: TrainOptions,
): Promise<"finished" | "stopped"> {
  const { config } = openRun(folder);
  report({ type: "activity", activity: "loading data" });
  const data = await configuredData(config);
  const network = await configuredNetwork(config, data);
  const { tensors, progress } = await startingPoint(folder, config, network);
  const isNew = progress.step === 0 && writer.metricsBytes === 0;
  if (!isNew) writer.rewind(progress.metricsBytes);

  report({ type: "activity", activity: "preparing the engine" });
  const engine = await configuredEngine(config);
  const programs = await engine.load(trainingPrograms(config, network), tensors);
  const loader = createLoader({
    split: data.train,
    inputShape: data.inputShape,
    batchSize: config.batchSize,
    seed: config.seed,
    augmentation: parseAugmentation(config.augmentation),
  });
  try {
    report({
      type: "started",
      engine: engine.name,
      step: progress.step,
      epochs: config.epochs,
      stepsPerEpoch: loader.batchesPerEpoch,
    });
    const loop = new TrainingLoop({
      config,
      network,
      programs,
      loader,
      test: data.test,
      writer,
      tensorboard: await configuredTensorboard(folder, config, progress.step),
      stop,
      report,
      progress,
    });
    const how = await loop.run();
    if (how === "finished") writer.log(await saveBestNet(folder, config, network));
    return how;
  } finally {
    await loader.dispose();
    await programs.dispose();
  }
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
): Promise<{ tensors: HostTensors; progress: Progress }> {
  if (hasCheckpoint(folder, "last")) return loadCheckpoint(folder, "last");
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
    writer.fail(describeFailure(error).message);
  } catch {
    // Told by the error that is thrown on.
  }
}
