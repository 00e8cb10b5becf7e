import { evaluationBatches } from "../data/batches/evaluationBatches.js";
import type { Split } from "../data/dataSet.js";
import { mapEntries } from "../gloro/mapEntries.js";
import { evaluationStep } from "../gloro/programs/index.js";
import type { Compilation } from "./compilation.js";
import { compiledPrograms, metricOutput, metricOutputs } from "./compilation.js";
import { frozenInput, keyOf } from "./networkOnEngine.js";
import type { LazyProgram, NetworkOnEngine } from "./networkOnEngine.js";
import { programRows } from "./predictRows.js";
import { meanLoss, predict } from "./predictions.js";
import type { StepValues } from "./programInputs.js";

/** What an evaluation is made of. */
export interface EvaluationSetting extends Pick<StepValues, "epsilon" | "lambda"> {
  readonly onEngine: NetworkOnEngine;
  readonly compilation: Compilation;
  readonly batchSize: number | undefined;
}

/** The loss and the metrics over a split, with the iterates as they are: `loss`, `vra`, … */
export async function evaluateSplit(
  split: Split,
  { onEngine, compilation, batchSize, epsilon, lambda }: EvaluationSetting,
): Promise<Record<string, number>> {
  const { network, frozen, relaxation } = onEngine;
  const rows = programRows(split.count, batchSize === undefined ? {} : { batchSize });
  const { loss } = compilation;
  const metrics = metricOutputs(compilation);
  const program: LazyProgram = {
    key: keyOf(`${compiledPrograms}evaluationStep/${rows}`, { frozen, relaxation }),
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
  const predictions = await predict({
    run: (inputs) => onEngine.run(program, { ...inputs, ...frozenInput(frozen) }),
    inputShape: network.inputShape,
    classes: network.classes,
    batches: evaluationBatches(split, network.inputShape, rows),
    count: split.count,
    metrics: Object.keys(metrics),
    epsilon,
    lambda,
    beforeBatch: () => Promise.resolve(),
  });
  const rate = (label: string) => predictions.rates[metricOutput(label)] ?? Number.NaN;
  return {
    loss: meanLoss(predictions),
    ...mapEntries(compilation.metrics, (_, label) => rate(label)),
  };
}
