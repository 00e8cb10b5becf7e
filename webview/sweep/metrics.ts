import { t } from "@vscode/l10n";
import type { MetricsView } from "../../src/extension/dashboard/messages.js";
import { percent, shortPercent, significant } from "../charts/numbers.js";

/** A metric of a run's best evaluation. */
export interface SweepMetric {
  readonly key: "vra" | "cleanAccuracy" | "rejectionRate" | "loss";
  readonly label: string;
  readonly isBetterHigh: boolean;
  /** As a table and a legend have it. */
  readonly format: (value: number) => string;
  /** As an axis has it. */
  readonly tick: (value: number) => string;
}

const share = { format: percent, tick: shortPercent };

/** What a sweep can be looked at by; VRA first. */
export function sweepMetrics(): readonly SweepMetric[] {
  const number = { format: significant, tick: (value: number) => significant(value) };
  return [
    { key: "vra", label: t("VRA"), isBetterHigh: true, ...share },
    { key: "cleanAccuracy", label: t("Clean accuracy"), isBetterHigh: true, ...share },
    { key: "rejectionRate", label: t("Not certified"), isBetterHigh: false, ...share },
    { key: "loss", label: t("Loss"), isBetterHigh: false, ...number },
  ];
}

/** A run's metric as a number; NaN where it has none. */
export function metricOf(best: MetricsView | undefined, { key }: SweepMetric): number {
  return best?.[key] ?? NaN;
}
