import type {
  SweepView,
  SweptParameterView,
  SweptValueView,
} from "../../src/extension/sweeps/messages.js";
import type { SweepMetric } from "./metrics.js";

/** A run that has both a value and a metric. */
export interface ScatterPoint {
  readonly folder: string;
  readonly x: SweptValueView;
  readonly y: number;
  /** Its best evaluation may yet be a better one. */
  readonly isOpen: boolean;
}

/** What a scatter plot shows: a metric of each run against one of its values. */
export interface Scatter {
  readonly parameter: SweptParameterView;
  readonly metric: SweepMetric;
  /** From left to right. */
  readonly points: readonly ScatterPoint[];
  /** Where values are not all numbers: each of them, in the order of the axis. */
  readonly categories?: readonly string[];
}

/** The points of one parameter's plot; a run without an evaluation has none. */
export function scatterOf(
  { runs }: SweepView,
  parameter: SweptParameterView,
  metric: SweepMetric,
): Scatter {
  const { path } = parameter;
  const points = runs.flatMap(({ folder, status, values, best }): ScatterPoint[] => {
    const x = values[path];
    const y = best?.[metric.key];
    if (x === undefined || y === undefined || y === null) return [];
    return [{ folder, x, y, isOpen: status !== "finished" }];
  });
  const isNumeric = points.every(({ x }) => typeof x === "number");
  if (!isNumeric) {
    const categories = [...new Set(points.map(({ x }) => String(x)))].sort();
    const place = ({ x }: ScatterPoint) => categories.indexOf(String(x));
    return { parameter, metric, categories, points: points.sort((a, b) => place(a) - place(b)) };
  }
  return { parameter, metric, points: points.sort((a, b) => Number(a.x) - Number(b.x)) };
}

/** The point that is best by the metric. */
export function bestPoint({ points, metric }: Scatter): ScatterPoint | undefined {
  const sign = metric.isBetterHigh ? 1 : -1;
  return points.reduce<ScatterPoint | undefined>(
    (best, point) => (best && sign * best.y >= sign * point.y ? best : point),
    undefined,
  );
}
