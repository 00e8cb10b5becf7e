import { t } from "@vscode/l10n";
import { certifiedShares, shownRadii } from "../charts/certifiedShares.js";
import type { Curve } from "../charts/lineFrame.js";
import { percent, shortPercent, significant } from "../charts/numbers.js";
import { radiusCountsOf } from "../dashboard/evaluatedNetwork.js";
import type { LineCardKind } from "../dashboard/lineCharts.js";
import type { ComparedRun } from "./comparedRuns.js";

/** On which examples curves are measured. */
export type MeasuredOn = "test" | "training";

type Measured = "vra" | "cleanAccuracy" | "rejectionRate" | "loss";

/** A chart with a curve for each run. */
export interface ComparisonChart extends LineCardKind {
  readonly measured: Measured;
}

/** The charts over the epochs, in the order of the page. */
export function comparisonCharts(): readonly ComparisonChart[] {
  const share = { value: percent, tick: shortPercent, bounds: [0, 1], isLarge: true } as const;
  return [
    { id: "vra", title: t("VRA"), ...share, measured: "vra" },
    { id: "clean", title: t("Clean accuracy"), ...share, measured: "cleanAccuracy" },
    { id: "rejected", title: t("Rejected"), ...share, measured: "rejectionRate" },
    {
      id: "loss",
      title: t("Loss"),
      value: (y) => significant(y),
      tick: (y) => significant(y, 3),
      isLarge: true,
      measured: "loss",
    },
  ];
}

/** The chart over radii. */
export function certifiedChart(): LineCardKind {
  return {
    id: "certified",
    title: t("Certified accuracy"),
    value: percent,
    tick: shortPercent,
    bounds: [0, 1],
    isLarge: true,
    x: { name: t("radius"), told: (x, values) => t("Radius {0}: {1}.", x, values) },
  };
}

/** What was measured of each run over its epochs. */
export function curvesOver(
  runs: readonly ComparedRun[],
  measured: Measured,
  on: MeasuredOn,
): Curve[] {
  return runs.map(({ label, ink, dash, metrics: { evaluations, steps } }) => {
    const columns = on === "test" ? evaluations : steps;
    return {
      label,
      ink,
      ...(dash && { dash }),
      ...(on === "test" ? { isMarked: true } : { isNoisy: true }),
      xs: columns.epoch,
      ys: columns[measured],
    };
  });
}

/** The share of examples that each run's network classifies right and certifies beyond a radius. */
export function certifiedCurves(runs: readonly ComparedRun[]): Curve[] {
  return runs.flatMap(({ label, ink, dash, result }) => {
    if (!result) return [];
    const counts = radiusCountsOf(result.evaluation);
    const [, last] = shownRadii(counts);
    const xs = counts.edges.filter((edge) => edge <= last);
    const ys = xs.map((edge) => certifiedShares(counts, edge).correct);
    return [{ label, ink, ...(dash && { dash }), xs, ys }];
  });
}
