import { evaluationBatches } from "../data/batches/evaluationBatches.js";
import type { Split } from "../data/dataSet.js";
import type { Loss } from "../gloro/losses/index.js";
import type { Metric } from "../gloro/metrics/index.js";
import { evaluationStep } from "../gloro/programs/index.js";
import { largestK } from "../gloro/relaxations/index.js";
import { frozenInput, keyOf } from "./networkOnEngine.js";
import type { NetworkOnEngine } from "./networkOnEngine.js";
import { programRows } from "./predictRows.js";
import { predict } from "./predictions.js";
import type { Predictions } from "./predictions.js";
import type { StepValues } from "./programInputs.js";

/** How a split is predicted. */
export interface PredictSplitSetting extends Pick<StepValues, "epsilon" | "lambda"> {
  readonly onEngine: NetworkOnEngine;
  readonly loss: Loss;
  /** By output. */
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly batchSize: number | undefined;
  /** Begins the key of the program, which holds the loss and the metrics. */
  readonly keyPrefix: string;
}

/** What a net says of a whole split, with the iterates as they are, or its frozen constant. */
export async function predictSplit(
  split: Split,
  { onEngine, loss, metrics, batchSize, keyPrefix, epsilon, lambda }: PredictSplitSetting,
): Promise<Predictions> {
  const { network, frozen, relaxation } = onEngine;
  const rows = programRows(split.count, batchSize === undefined ? {} : { batchSize });
  const program = {
    key: keyOf(`${keyPrefix}evaluationStep/${rows}`, { frozen, relaxation }),
    make: () =>
      evaluationStep({
        network,
        loss,
        metrics,
        batchSize: rows,
        relaxation,
        frozen: frozen !== undefined,
      }),
  };
  return predict({
    run: (inputs) => onEngine.run(program, { ...inputs, ...frozenInput(frozen) }),
    batchesAtOnce: onEngine.callsAtOnce,
    inputShape: network.inputShape,
    classes: network.classes,
    batches: evaluationBatches(split, network.inputShape, rows),
    count: split.count,
    metrics: Object.keys(metrics),
    largestK: relaxation && largestK(relaxation),
    epsilon,
    lambda,
    beforeBatch: () => Promise.resolve(),
  });
}
