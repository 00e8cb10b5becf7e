import { loadTestData } from "../data/loadDataSet.js";
import { entry } from "../gloro/entry.js";
import { mapEntries } from "../gloro/mapEntries.js";
import { parseRelaxation } from "../gloro/relaxations/index.js";
import { NetworkOnEngine } from "../model/networkOnEngine.js";
import { writeAttackRecord } from "../runs/attackRecord.js";
import { loadCheckpoint } from "../runs/checkpoint.js";
import { openRun } from "../runs/runFolder.js";
import type { CheckpointName } from "../runs/runPaths.js";
import { attackNetwork } from "./attackNetwork.js";
import type { AttackCheck, AttackCheckOptions } from "./attackNetwork.js";
import { configuredData } from "./configuredData.js";
import { configuredEngine } from "./configuredEngine.js";
import { configuredNetwork } from "./configuredNetwork.js";
import { evaluationBatchSize } from "./trainingPrograms.js";

export interface AttackRunOptions extends AttackCheckOptions {
  /** `best` where absent. */
  readonly checkpoint?: CheckpointName | undefined;
  /** `mnist`, or a path of data, whose test split is taken; the run's own where absent. */
  readonly data?: string | undefined;
}

/** An attack on a run's checkpoint. */
export interface RunAttack extends AttackCheck {
  readonly run: string;
  readonly checkpoint: CheckpointName;
  readonly epoch: number;
}

/**
 * Attacks a run's checkpoint on a test split, and notes in its folder how tight its bound is.
 * @throws NoCheckpointError; NoBoundError; RunWriteError; GloroError.
 */
export async function attackRun(
  folder: string,
  { checkpoint = "best", data: named, ...options }: AttackRunOptions = {},
): Promise<RunAttack> {
  const { id, config } = openRun(folder);
  const { tensors, progress } = loadCheckpoint(folder, checkpoint);
  const data = await (named === undefined ? configuredData(config) : loadTestData(named));
  const network = await configuredNetwork(config, data);
  const state = mapEntries({ ...network.parameters, ...network.iterates }, (_, name) =>
    entry(tensors, name),
  );
  const onEngine = await NetworkOnEngine.load(network, state, await configuredEngine(config));
  try {
    const { relaxation, epsilon } = config;
    onEngine.relaxation = relaxation && parseRelaxation(relaxation, network.classes);
    const batchSize = evaluationBatchSize(config);
    const attacked = { onEngine, weights: tensors, data, epsilon, batchSize };
    const check = await attackNetwork(attacked, options);
    if (check.margin) {
      const { bound, atLeast } = check.margin;
      writeAttackRecord(folder, { epoch: progress.epoch, margin: { bound, atLeast } });
    }
    return { run: id, checkpoint, epoch: progress.epoch, ...check };
  } finally {
    await onEngine.dispose();
  }
}
