import type { Split } from "../data/dataSet.js";
import { evaluationBatches } from "../data/batches/evaluationBatches.js";
import type { LoadedPrograms } from "../engine/engine.js";
import type { Network } from "../gloro/network.js";
import { largestK, parseRelaxation } from "../gloro/relaxations/index.js";
import type { Config } from "../runs/config.js";
import { convergeIterates, tolerances } from "../model/convergence.js";
import { predict } from "../model/predictions.js";
import type { Predictions } from "../model/predictions.js";
import { evaluationBatchSize } from "./trainingPrograms.js";

export interface EvaluationParts {
  readonly config: Config;
  readonly network: Network;
  /** With the programs of evaluationPrograms; their iterates are replaced by converged ones. */
  readonly programs: LoadedPrograms;
  readonly split: Split;
  readonly lambda: number;
  /** Called between pieces of work; what it throws ends the evaluation. */
  readonly betweenPieces?: () => Promise<void>;
}

/** Converges the Lipschitz estimates, then runs the network over a whole split at the test ε. */
export async function evaluateNetwork(parts: EvaluationParts): Promise<Predictions> {
  const { config, network, programs, split, lambda } = parts;
  const betweenPieces = parts.betweenPieces ?? (() => Promise.resolve());
  const { relaxation } = config;
  await convergeIterates(programs, tolerances.betweenEpochs, betweenPieces);
  return predict({
    run: (inputs) => programs.run("evaluationStep", inputs),
    batchesAtOnce: programs.callsAtOnce,
    inputShape: network.inputShape,
    classes: network.classes,
    batches: evaluationBatches(split, network.inputShape, evaluationBatchSize(config)),
    count: split.count,
    largestK: relaxation && largestK(parseRelaxation(relaxation, network.classes)),
    epsilon: config.epsilon,
    lambda,
    beforeBatch: betweenPieces,
  });
}
