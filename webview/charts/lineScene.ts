import { gridLine } from "./gridLine.js";
import { label, letterWidth } from "./label.js";
import type { LineFrame, VisibleLine } from "./lineFrame.js";
import { significant } from "./numbers.js";
import type { Place, Scene, Shape } from "./scene.js";
import { linearTicks, logTicks, tickDigits } from "./ticks.js";

export interface LineSceneOptions {
  readonly title: string;
  readonly xLabel: string;
  readonly isLog: boolean;
  readonly format: (y: number) => string;
  readonly width: number;
  readonly height: number;
}

const margin = { left: 64, right: 16, top: 60, bottom: 44 };
export const faintOpacity = 0.3;

/** A chart of lines as a drawing of its own, with its title and legend. */
export function lineScene(frame: LineFrame, options: LineSceneOptions): Scene {
  const { width, height, isLog, format } = options;
  const plot = {
    left: margin.left,
    right: width - margin.right,
    top: margin.top,
    bottom: height - margin.bottom,
  };
  const scaled = isLog ? Math.log : (y: number) => y;
  const [yFrom, yTo] = [scaled(frame.y[0]), scaled(frame.y[1])];
  const xOf = (x: number) =>
    plot.left + ((x - frame.x[0]) / (frame.x[1] - frame.x[0])) * (plot.right - plot.left);
  const yOf = (y: number) =>
    plot.bottom - ((scaled(y) - yFrom) / (yTo - yFrom)) * (plot.bottom - plot.top);
  const place = (x: number, y: number): Place => [xOf(x), yOf(y)];

  const shapes: Shape[] = [
    ...(isLog ? logTicks : linearTicks)(frame.y, 5).flatMap((tick) => [
      gridLine([plot.left, yOf(tick)], [plot.right, yOf(tick)]),
      label(format(tick), [plot.left - 8, yOf(tick) + 4], "end"),
    ]),
    ...linearTicks(frame.x, 8).map((tick) =>
      label(significant(tick, tickDigits), [xOf(tick), plot.bottom + 18], "middle"),
    ),
    label(options.xLabel, [plot.right, height - 8], "end"),
    label(options.title, [16, 22], "start", { fill: "foreground", size: 14, bold: true }),
    ...legend(frame.lines.filter(({ isFaint }) => !isFaint)),
    ...frame.lines.flatMap((line) => drawn(line, frame, place, isLog)),
  ];
  return { width, height, shapes };
}

function drawn(
  { curve, isFaint, ys }: VisibleLine,
  { xs, y: [lowest, highest] }: LineFrame,
  place: (x: number, y: number) => Place,
  isLog: boolean,
): Shape[] {
  const within = (y: number) => Math.min(highest, Math.max(lowest, y));
  const points = ys.flatMap((y, index) =>
    y === null || (isLog && y <= 0) ? [] : [place(xs[index] ?? 0, within(y))],
  );
  const line: Shape = {
    kind: "line",
    points,
    stroke: curve.ink,
    width: 1.5,
    dash: isFaint ? undefined : curve.dash,
    opacity: isFaint ? faintOpacity : 1,
  };
  // At both ends stands where the curve crosses the edge of the plot, which is no point of it.
  const marks = ys.flatMap((y, index) =>
    y === null || index === 0 || index === ys.length - 1 ? [] : [place(xs[index] ?? 0, within(y))],
  );
  const dots = marks.map((at): Shape => ({ kind: "dot", at, radius: 2.5, fill: curve.ink }));
  return curve.isMarked ? [line, ...dots] : [line];
}

function legend(lines: readonly VisibleLine[]): Shape[] {
  let x = 16;
  return lines.flatMap(({ curve }): Shape[] => {
    const start = x;
    x += 26 + curve.label.length * letterWidth + 18;
    return [
      {
        kind: "line",
        points: [
          [start, 38],
          [start + 20, 38],
        ],
        stroke: curve.ink,
        width: 2,
        dash: curve.dash,
      },
      label(curve.label, [start + 26, 42], "start"),
    ];
  });
}
