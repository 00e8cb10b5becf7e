import type { Evaluation } from "../../runs/metrics.js";
import { guaranteeRows } from "./guaranteeRows.js";
import { percent, significant } from "./numbers.js";
import { radiusHistogram } from "./radiusHistogram.js";

/** An evaluation in lines: accuracies, VRA at each radius, Lipschitz estimates, certified radii. */
export function evaluationLines(
  evaluation: Evaluation,
  epsilon: number,
  columns: number,
): string[] {
  const layers = Object.entries(evaluation.lipschitz).map(
    ([name, sigma]) => [name, significant(sigma)] as const,
  );
  const rows: (readonly [string, string])[] = [
    ["clean accuracy", percent(evaluation.cleanAccuracy)],
    [`VRA at ε ${significant(epsilon)}`, percent(evaluation.vra)],
    ...Object.entries(evaluation.vraAt)
      .filter(([radius]) => Number(radius) !== epsilon)
      .map(([radius, vra]) => [`VRA at ${significant(Number(radius))}`, percent(vra)] as const),
    ...guaranteeRows(evaluation.guarantees),
    ["rejected (⊥)", percent(evaluation.rejectionRate)],
    ["Lipschitz estimate", significant(evaluation.subLipschitz)],
    ...layers.map(([name, sigma]) => [`  ${name}`, sigma] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    ...rows.map(([name, value]) => `${name.padEnd(width)}  ${value.padStart(8)}`),
    "",
    "Certified radii of the correct predictions:",
    ...radiusHistogram(evaluation.histogram, epsilon, columns),
  ];
}
