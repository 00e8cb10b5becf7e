import { t } from "@vscode/l10n";
import type { RunStatus } from "../../src/extension/dashboard/messages.js";
import type {
  SweepRunView,
  SweepView,
  SweptValueView,
} from "../../src/extension/sweeps/messages.js";
import { significant } from "../charts/numbers.js";
import { metricOf, sweepMetrics } from "./metrics.js";
import type { SweepMetric } from "./metrics.js";
import type { Scatter } from "./scatter.js";

/** What a run does, in a word. */
export function statusText(status: RunStatus): string {
  const texts: { [S in RunStatus]: () => string } = {
    queued: () => t("waiting"),
    starting: () => t("starting"),
    running: () => t("running"),
    stopping: () => t("stopping"),
    finished: () => t("finished"),
    stopped: () => t("stopped"),
    failed: () => t("failed"),
    interrupted: () => t("interrupted"),
  };
  return texts[status]();
}

/** A swept value as a table has it. */
export function valueText(value: SweptValueView | undefined): string {
  return typeof value === "number" ? significant(value) : (value ?? "");
}

/** A run by its values: `epsilon 0.3, loss.lambda 1.5`. */
export function runText({ values }: SweepRunView): string {
  const parts = Object.entries(values).map(([path, value]) => `${path} ${valueText(value)}`);
  return parts.join(", ");
}

/** The runs, the best by a metric first; those without it last, in their order. */
export function ranked({ runs }: SweepView, metric: SweepMetric): SweepRunView[] {
  const sign = metric.isBetterHigh ? -1 : 1;
  const worth = ({ best }: SweepRunView) => {
    const value = metricOf(best, metric);
    return Number.isNaN(value) ? Infinity : sign * value;
  };
  return [...runs].sort((a, b) => {
    const [left, right] = [worth(a), worth(b)];
    return left === right ? 0 : left - right;
  });
}

/** The columns of the table of runs, after their values. */
export function rowTexts({ status, epoch, epochs, best }: SweepRunView): string[] {
  return [
    statusText(status),
    `${Math.floor(epoch)}/${epochs}`,
    ...sweepMetrics().map((metric) => metric.format(metricOf(best, metric))),
  ];
}

/** The names of those columns. */
export function rowHeadings(): string[] {
  return [t("state"), t("epoch"), ...sweepMetrics().map(({ label }) => label)];
}

/** A plot's points as a table. */
export function scatterRows({ parameter, metric, points }: Scatter): (string | number)[][] {
  return [[parameter.path, metric.label], ...points.map(({ x, y }) => [x, y])];
}

/** A sweep in a sentence or two. */
export function told(sweep: SweepView, metric: SweepMetric): string {
  const { runs } = sweep;
  const finished = runs.filter(({ status }) => status === "finished").length;
  const begun = t("{0} of {1} runs are finished.", finished, runs.length);
  const [best] = ranked(sweep, metric);
  const value = metricOf(best?.best, metric);
  if (!best || Number.isNaN(value)) return begun;
  const found = t("The best: {0} {1} with {2}.", metric.label, metric.format(value), runText(best));
  return `${begun} ${found}`;
}
