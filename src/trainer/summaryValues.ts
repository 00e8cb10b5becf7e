import type { SummaryValue } from "../formats/tensorboard/events.js";
import type { EpochLine, Evaluation, MetricsLine, StepsLine } from "../runs/metrics.js";

/** A line of metrics as TensorBoard shows it, under the names that docs/run-format.md has. */
export function summaryValues(line: MetricsLine): SummaryValue[] {
  return line.type === "steps" ? stepsValues(line) : epochValues(line);
}

function stepsValues(line: StepsLine): SummaryValue[] {
  const { loss, standardLoss, cleanAccuracy, vra, rejectionRate, gradientNorm } = line;
  const parts = standardLoss === undefined ? {} : { standardLoss, robustLoss: loss - standardLoss };
  const { epsilon, lambda, learningRate } = line;
  const { msPerStep } = line.timing ?? {};
  return [
    // An epoch's end has them too, but it ends a group of steps as well.
    ...scalars("schedule", { epsilon, lambda, learningRate }),
    ...scalars("steps", {
      ...{ loss, ...parts, cleanAccuracy, vra, rejectionRate, gradientNorm },
      ...(msPerStep !== undefined && { msPerStep }),
    }),
    ...scalars("steps/lipschitz", line.lipschitz),
  ];
}

function epochValues({ train, evaluation }: EpochLine): SummaryValue[] {
  return [...scalars("train", train), ...(evaluation ? evaluationValues(evaluation) : [])];
}

function evaluationValues(evaluation: Evaluation): SummaryValue[] {
  const { loss, cleanAccuracy, vra, rejectionRate, subLipschitz, histogram } = evaluation;
  const { edges, counts, wrongCounts } = histogram;
  return [
    ...scalars("evaluation", { loss, cleanAccuracy, vra, rejectionRate, subLipschitz }),
    ...scalars("evaluation/vraAt", evaluation.vraAt),
    ...scalars("evaluation/lipschitz", evaluation.lipschitz),
    ...scalars("evaluation/guarantees", evaluation.guarantees ?? {}),
    { tag: "radii/correct", histogram: { edges, counts } },
    ...(wrongCounts ? [{ tag: "radii/wrong", histogram: { edges, counts: wrongCounts } }] : []),
  ];
}

function scalars(group: string, values: Readonly<Record<string, number>>): SummaryValue[] {
  return Object.entries(values).map(([name, scalar]) => ({ tag: `${group}/${name}`, scalar }));
}
