import { gridLine } from "./gridLine.js";
import { label } from "./label.js";
import { shortPercent } from "./numbers.js";
import type { Ink } from "./palette.js";
import { extent } from "./points.js";
import type { Range } from "./points.js";
import type { Place, Scene, Shape } from "./scene.js";
import { linearTicks } from "./ticks.js";

/** A share against another, such as a run's VRA against its clean accuracy. */
export interface ScatterPoint {
  readonly label: string;
  readonly ink: Ink;
  readonly x: number;
  readonly y: number;
}

export interface ScatterOptions {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly width: number;
}

const height = 280;
const margin = { left: 56, right: 24, top: 26, bottom: 42 };
const pixelsPerTick = { x: 90, y: 48 };
const padding = 0.12;
const dotRadius = 5;
/** A point further to the right than this has its name on its left. */
const turningShare = 0.7;

/** Points of shares in the part of the plane that they need. */
export function scatterScene(points: readonly ScatterPoint[], options: ScatterOptions): Scene {
  const { width, xLabel, yLabel } = options;
  const [left, right] = [margin.left, width - margin.right];
  const [top, bottom] = [margin.top, height - margin.bottom];
  const xs = shown(points.map(({ x }) => x));
  const ys = shown(points.map(({ y }) => y));
  const xOf = (x: number) => left + ((x - xs[0]) / (xs[1] - xs[0])) * (right - left);
  const yOf = (y: number) => bottom - ((y - ys[0]) / (ys[1] - ys[0])) * (bottom - top);
  const shapes: Shape[] = [
    ...linearTicks(ys, (bottom - top) / pixelsPerTick.y).flatMap((tick) => [
      gridLine([left, yOf(tick)], [right, yOf(tick)]),
      label(shortPercent(tick), [left - 8, yOf(tick) + 4], "end"),
    ]),
    ...linearTicks(xs, (right - left) / pixelsPerTick.x).flatMap((tick) => [
      gridLine([xOf(tick), top], [xOf(tick), bottom]),
      label(shortPercent(tick), [xOf(tick), bottom + 16], "middle"),
    ]),
    label(yLabel, [8, 14], "start"),
    label(xLabel, [right, height - 8], "end"),
    ...points.flatMap(({ label: name, ink, x, y }): Shape[] => {
      const at: Place = [xOf(x), yOf(y)];
      const isRight = at[0] > left + turningShare * (right - left);
      const beside = isRight ? -2 * dotRadius : 2 * dotRadius;
      return [
        { kind: "dot", at, radius: dotRadius, fill: ink },
        label(name, [at[0] + beside, at[1] + 4], isRight ? "end" : "start", { fill: "foreground" }),
      ];
    }),
  ];
  return { width, height, shapes };
}

/** The values with some room around them, within [0, 1]. */
function shown(values: readonly number[]): Range {
  const [from, to] = extent(values) ?? [0, 1];
  const room = (to - from) * padding || padding / 2;
  return [Math.max(0, from - room), Math.min(1, to + room)];
}
