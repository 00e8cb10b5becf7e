import { duration, percent, shortPercent, significant } from "../charts/numbers.js";
import type { Curve } from "../charts/lineFrame.js";
import type { Range } from "../charts/points.js";
import type { RunMetrics } from "./runMetrics.js";

/** A chart of lines: how it shows them. */
export interface LineCardKind {
  readonly id: string;
  readonly title: string;
  /** How a value is told. */
  readonly value: (y: number) => string;
  /** How a value is told at a tick. */
  readonly tick: (y: number) => string;
  readonly bounds?: Range;
  /** Takes a row of its own half of the page; the others share one in three. */
  readonly isLarge?: boolean;
  /** What stands along x, in a table and in a sentence; the epoch where absent. */
  readonly x?: { readonly name: string; readonly told: (x: string, values: string) => string };
}

/** A chart of lines: what it shows of a run. */
export interface LineChartKind extends LineCardKind {
  readonly curves: (metrics: RunMetrics) => Curve[];
}

const trainDash = [4, 3];

type Measured = "loss" | "cleanAccuracy" | "vra" | "rejectionRate" | "bound";

/** What was measured while training and on the test split, in one colour; alone it needs no label. */
function trainAndTest(
  { steps, evaluations }: RunMetrics,
  name: Measured,
  label: string,
  ink: Curve["ink"],
): Curve[] {
  return [
    {
      label: label === "" ? "train" : `${label}, train`,
      ink,
      dash: trainDash,
      isNoisy: true,
      xs: steps.epoch,
      ys: steps[name],
    },
    {
      label: label === "" ? "test" : `${label}, test`,
      ink,
      isMarked: true,
      xs: evaluations.epoch,
      ys: evaluations[name],
    },
  ];
}

type OfSteps =
  | "standardLoss"
  | "robustLoss"
  | "gradientNorm"
  | "epsilon"
  | "lambda"
  | "learningRate"
  | "msPerStep";

function ofSteps(
  { steps }: RunMetrics,
  name: OfSteps,
  curve: Pick<Curve, "label" | "ink" | "isNoisy">,
): Curve[] {
  return [{ ...curve, xs: steps.epoch, ys: steps[name] }];
}

/** What the training loss is made of, where it has parts: its last number tells. */
function lossParts(metrics: RunMetrics): Curve[] {
  if (!Number.isFinite(metrics.steps.standardLoss.at(-1))) return [];
  return [
    ...ofSteps(metrics, "standardLoss", { label: "cross-entropy", ink: "yellow", isNoisy: true }),
    ...ofSteps(metrics, "robustLoss", { label: "λ × robustness", ink: "purple", isNoisy: true }),
  ].map((curve) => ({ ...curve, dash: trainDash }));
}

const plain = { value: (y: number) => significant(y), tick: (y: number) => significant(y, 3) };
const milliseconds = (y: number) => (y < 1000 ? `${significant(y, 3)} ms` : duration(y / 1000));

/** The charts of lines, in the order of the page. */
export const lineCharts: readonly LineChartKind[] = [
  {
    id: "accuracy",
    title: "Accuracy",
    value: percent,
    tick: shortPercent,
    bounds: [0, 1],
    isLarge: true,
    curves: (metrics) => [
      ...trainAndTest(metrics, "cleanAccuracy", "Clean", "blue"),
      ...trainAndTest(metrics, "vra", "VRA", "green"),
      ...trainAndTest(metrics, "rejectionRate", "Rejected", "yellow"),
    ],
  },
  {
    id: "loss",
    title: "Loss",
    ...plain,
    isLarge: true,
    curves: (metrics) => [...trainAndTest(metrics, "loss", "", "blue"), ...lossParts(metrics)],
  },
  {
    id: "bound",
    title: "Lipschitz bound",
    ...plain,
    curves: (metrics) => trainAndTest(metrics, "bound", "", "purple"),
  },
  {
    id: "gradientNorm",
    title: "Gradient norm",
    ...plain,
    curves: (metrics) =>
      ofSteps(metrics, "gradientNorm", { label: "L2 norm", ink: "yellow", isNoisy: true }),
  },
  {
    id: "epsilon",
    title: "Training ε",
    ...plain,
    curves: (metrics) => ofSteps(metrics, "epsilon", { label: "ε", ink: "green" }),
  },
  {
    id: "lambda",
    title: "λ",
    ...plain,
    curves: (metrics) => ofSteps(metrics, "lambda", { label: "λ", ink: "purple" }),
  },
  {
    id: "learningRate",
    title: "Learning rate",
    ...plain,
    curves: (metrics) => ofSteps(metrics, "learningRate", { label: "Rate", ink: "blue" }),
  },
  {
    id: "speed",
    title: "Time of a step",
    value: milliseconds,
    tick: milliseconds,
    curves: (metrics) =>
      ofSteps(metrics, "msPerStep", { label: "Step", ink: "blue", isNoisy: true }),
  },
];
