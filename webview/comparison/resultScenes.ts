import { t } from "@vscode/l10n";
import type { Rows } from "../charts/csv.js";
import { groupedBarsScene } from "../charts/groupedBarsScene.js";
import { missing, percent, significant } from "../charts/numbers.js";
import { scatterScene } from "../charts/scatterScene.js";
import type { Scene } from "../charts/scene.js";
import { factorsOf } from "../dashboard/evaluatedNetwork.js";
import type { ComparedRun } from "./comparedRuns.js";

/** Each run's VRA against its clean accuracy. */
export function tradeOffScene(runs: readonly ComparedRun[], width: number): Scene | undefined {
  const points = runs.flatMap(({ label, ink, row: { best } }) =>
    typeof best?.vra === "number" && typeof best.cleanAccuracy === "number"
      ? [{ label, ink, x: best.cleanAccuracy, y: best.vra }]
      : [],
  );
  if (points.length === 0) return undefined;
  return scatterScene(points, { xLabel: t("Clean accuracy"), yLabel: t("VRA"), width });
}

/** As {@link tradeOffScene}, in a table. */
export function tradeOffRows(runs: readonly ComparedRun[]): Rows {
  return [
    [t("run"), t("Clean accuracy"), t("VRA"), t("epoch")],
    ...runs.map(({ label, row: { best } }) => [
      label,
      best?.cleanAccuracy ?? NaN,
      best?.vra ?? NaN,
      best?.epoch ?? NaN,
    ]),
  ];
}

/** As {@link tradeOffScene}, in words. */
export function tradeOffTold(runs: readonly ComparedRun[]): string {
  return runs
    .map(({ label, row: { best } }) =>
      t(
        "{0}: clean accuracy {1}, VRA {2}.",
        label,
        percent(best?.cleanAccuracy ?? NaN),
        percent(best?.vra ?? NaN),
      ),
    )
    .join(" ");
}

/** The layers of all runs' networks by name, in the order of the first that has one; then the product. */
export function layerGroups(runs: readonly ComparedRun[]) {
  const factors = runs.map(
    ({ result }) =>
      new Map(result ? factorsOf(result.evaluation).map(({ label, value }) => [label, value]) : []),
  );
  const names = [...new Set(factors.flatMap((layers) => [...layers.keys()]))];
  const products = runs.map(({ result }) => result?.evaluation.subLipschitz ?? undefined);
  return [
    ...names.map((name) => ({ label: name, values: factors.map((layers) => layers.get(name)) })),
    ...(products.some((product) => product !== undefined)
      ? [{ label: t("product"), values: products }]
      : []),
  ];
}

/** The layers' Lipschitz constants side by side. */
export function layersScene(runs: readonly ComparedRun[], width: number): Scene | undefined {
  const groups = layerGroups(runs);
  if (groups.length === 0) return undefined;
  const inks = runs.map(({ ink }) => ink);
  return groupedBarsScene(groups, inks, width);
}

/** As {@link layersScene}, in a table. */
export function layersRows(runs: readonly ComparedRun[]): Rows {
  return [
    [t("layer"), ...runs.map(({ label }) => label)],
    ...layerGroups(runs).map(({ label, values }) => [
      label,
      ...values.map((value) => value ?? NaN),
    ]),
  ];
}

/** The product of each run's layers, in words. */
export function layersTold(runs: readonly ComparedRun[]): string {
  const products = runs.map(({ label, result }) => {
    const product = result?.evaluation.subLipschitz;
    return `${label} ${product == null ? missing : significant(product)}`;
  });
  return t("Products: {0}.", products.join("; "));
}
