import { t } from "@vscode/l10n";
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

/** What was measured while training and on the test split, in one colour. */
function trainAndTest(
  { steps, evaluations }: RunMetrics,
  name: Measured,
  labels: { readonly train: string; readonly test: string },
  ink: Curve["ink"],
): Curve[] {
  return [
    {
      label: labels.train,
      ink,
      dash: trainDash,
      isNoisy: true,
      xs: steps.epoch,
      ys: steps[name],
    },
    {
      label: labels.test,
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
    ...ofSteps(metrics, "standardLoss", {
      label: t("cross-entropy"),
      ink: "yellow",
      isNoisy: true,
    }),
    ...ofSteps(metrics, "robustLoss", { label: t("λ × robustness"), ink: "purple", isNoisy: true }),
  ].map((curve) => ({ ...curve, dash: trainDash }));
}

const plain = { value: (y: number) => significant(y), tick: (y: number) => significant(y, 3) };
const milliseconds = (y: number) =>
  y < 1000 ? t("{0} ms", significant(y, 3)) : duration(y / 1000);

/** How curves are called that are alone in their chart. */
const alone = () => ({ train: t("train"), test: t("test") });

/** The charts of lines, in the order of the page. */
export const lineCharts = (): readonly LineChartKind[] => [
  {
    id: "accuracy",
    title: t("Accuracy"),
    value: percent,
    tick: shortPercent,
    bounds: [0, 1],
    isLarge: true,
    curves: (metrics) => [
      ...trainAndTest(
        metrics,
        "cleanAccuracy",
        { train: t("Clean, train"), test: t("Clean, test") },
        "blue",
      ),
      ...trainAndTest(metrics, "vra", { train: t("VRA, train"), test: t("VRA, test") }, "green"),
      ...trainAndTest(
        metrics,
        "rejectionRate",
        { train: t("Rejected, train"), test: t("Rejected, test") },
        "yellow",
      ),
    ],
  },
  {
    id: "loss",
    title: t("Loss"),
    ...plain,
    isLarge: true,
    curves: (metrics) => [...trainAndTest(metrics, "loss", alone(), "blue"), ...lossParts(metrics)],
  },
  {
    id: "bound",
    title: t("Lipschitz bound"),
    ...plain,
    curves: (metrics) => trainAndTest(metrics, "bound", alone(), "purple"),
  },
  {
    id: "gradientNorm",
    title: t("Gradient norm"),
    ...plain,
    curves: (metrics) =>
      ofSteps(metrics, "gradientNorm", { label: t("L2 norm"), ink: "yellow", isNoisy: true }),
  },
  {
    id: "epsilon",
    title: t("Training ε"),
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
    title: t("Learning rate"),
    ...plain,
    curves: (metrics) => ofSteps(metrics, "learningRate", { label: t("Rate"), ink: "blue" }),
  },
  {
    id: "speed",
    title: t("Time of a step"),
    value: milliseconds,
    tick: milliseconds,
    curves: (metrics) =>
      ofSteps(metrics, "msPerStep", { label: t("Step"), ink: "blue", isNoisy: true }),
  },
];
