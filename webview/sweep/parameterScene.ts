import { gridLine } from "../charts/gridLine.js";
import { fontSize, label, letterWidth } from "../charts/label.js";
import { significant } from "../charts/numbers.js";
import type { Range } from "../charts/points.js";
import type { Place, Scene, Shape } from "../charts/scene.js";
import { linearTicks, logTicks } from "../charts/ticks.js";
import { bestPoint } from "./scatter.js";
import type { Scatter, ScatterPoint } from "./scatter.js";

const height = 280;
const margin = { left: 64, right: 20, top: 16, bottom: 44 };
const radius = 4;
const bestRadius = 6;
/** Room around the outermost points, as a part of the axis. */
const padding = 0.06;
const pixelsPerTick = 80;
const longestCategory = 16;

/** Where a plot's points lie. */
export function parameterPlaces(scatter: Scatter, width: number): (point: ScatterPoint) => Place {
  const { xOf, yOf } = axes(scatter, width);
  return (point) => [xOf(point), yOf(point.y)];
}

/** A metric of runs against a parameter: open runs are hollow, the best one is larger. */
export function parameterScene(
  scatter: Scatter,
  { width, pointed }: { readonly width: number; readonly pointed?: string | undefined },
): Scene {
  const { parameter, metric, points } = scatter;
  const { xTicks, yTicks, yOf, right, bottom } = axes(scatter, width);
  const placeOf = parameterPlaces(scatter, width);
  const best = bestPoint(scatter);
  const shapes: Shape[] = [
    ...yTicks.flatMap((tick) => [
      gridLine([margin.left, yOf(tick)], [right, yOf(tick)]),
      label(metric.tick(tick), [margin.left - 8, yOf(tick) + fontSize / 3], "end"),
    ]),
    gridLine([margin.left, bottom], [right, bottom], true),
    ...xTicks.flatMap(({ text, x }) => [
      gridLine([x, bottom], [x, bottom + 4], true),
      label(text, [x, bottom + 18], "middle"),
    ]),
    label(parameter.path, [right, height - 6], "end"),
    ...points.flatMap((point) => dot(point, placeOf(point), point === best)),
    ...points
      .filter(({ folder }) => folder === pointed)
      .flatMap((point) => pointer(point, placeOf(point), scatter, right)),
  ];
  return { width, height, shapes };
}

function axes({ parameter, points, categories }: Scatter, width: number) {
  const right = Math.max(margin.left + 1, width - margin.right);
  const bottom = height - margin.bottom;
  const yRange = padded(rangeOf(points.map(({ y }) => y)));
  const yOf = (y: number) =>
    bottom - ((y - yRange[0]) / (yRange[1] - yRange[0])) * (bottom - margin.top);
  const across = (share: number) => margin.left + share * (right - margin.left);
  const yTicks = linearTicks(yRange, 5);
  const count = Math.max(2, (right - margin.left) / pixelsPerTick);
  if (categories) {
    const share = (index: number) => (index + 0.5) / Math.max(1, categories.length);
    const room = (right - margin.left) / Math.max(1, categories.length) / letterWidth;
    const xTicks = categories.map((category, index) => ({
      text: shortened(category, Math.min(longestCategory, Math.floor(room))),
      x: across(share(index)),
    }));
    const xOf = ({ x }: ScatterPoint) => across(share(categories.indexOf(String(x))));
    return { xTicks, yTicks, xOf, yOf, right, bottom };
  }
  const scaled = parameter.isLog ? Math.log : (x: number) => x;
  const values = points.map(({ x }) => scaled(Number(x)));
  const [from, to] = padded(rangeOf(values));
  const placed = (x: number) => across((scaled(x) - from) / (to - from));
  // With its room the axis may reach beyond what a number can be.
  const valueOf = (at: number) =>
    parameter.isLog ? Math.min(Number.MAX_VALUE, Math.max(Number.MIN_VALUE, Math.exp(at))) : at;
  const shown: Range = [valueOf(from), valueOf(to)];
  const ticks = (parameter.isLog ? logTicks : linearTicks)(shown, count);
  const xTicks = ticks.map((tick) => ({ text: significant(tick), x: placed(tick) }));
  return { xTicks, yTicks, xOf: ({ x }: ScatterPoint) => placed(Number(x)), yOf, right, bottom };
}

function dot({ isOpen }: ScatterPoint, at: Place, isBest: boolean): Shape[] {
  const size = isBest ? bestRadius : radius;
  const whole: Shape = { kind: "dot", at, radius: size, fill: isBest ? "green" : "blue" };
  return isOpen ? [whole, { kind: "dot", at, radius: size - 2, fill: "background" }] : [whole];
}

function pointer(point: ScatterPoint, [x, y]: Place, { metric }: Scatter, right: number): Shape[] {
  const bottom = height - margin.bottom;
  const isLeft = x > (margin.left + right) / 2;
  const text = metric.format(point.y);
  return [
    {
      kind: "line",
      points: [
        [x, y + bestRadius],
        [x, bottom],
      ],
      stroke: "mark",
      width: 1,
    },
    { kind: "dot", at: [x, y], radius: bestRadius + 1, fill: "mark" },
    label(
      text,
      [x + (isLeft ? -12 : 12), Math.max(margin.top + fontSize, y - 8)],
      isLeft ? "end" : "start",
      {
        fill: "foreground",
        bold: true,
      },
    ),
  ];
}

function rangeOf(values: readonly number[]): Range {
  if (values.length === 0) return [0, 1];
  return [Math.min(...values), Math.max(...values)];
}

/** Some room on both sides, also around a single value. */
function padded([from, to]: Range): Range {
  const room = from === to ? Math.abs(from) / 2 || 1 : (to - from) * padding;
  return [from - room, to + room];
}

function shortened(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;
}
