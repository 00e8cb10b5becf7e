import type { Split } from "../data/dataSet.js";
import { mapEntries } from "../gloro/mapEntries.js";
import type { Compilation } from "./compilation.js";
import { compiledPrograms, metricOutput, metricOutputs } from "./compilation.js";
import type { NetworkOnEngine } from "./networkOnEngine.js";
import { meanLoss } from "./predictions.js";
import { predictSplit } from "./predictSplit.js";
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
  { compilation, ...setting }: EvaluationSetting,
): Promise<Record<string, number>> {
  const predictions = await predictSplit(split, {
    ...setting,
    loss: compilation.loss,
    metrics: metricOutputs(compilation),
    keyPrefix: compiledPrograms,
  });
  const rate = (label: string) => predictions.rates[metricOutput(label)] ?? Number.NaN;
  return {
    loss: meanLoss(predictions),
    ...mapEntries(compilation.metrics, (_, label) => rate(label)),
  };
}
