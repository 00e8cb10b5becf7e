import { gridLine } from "./gridLine.js";
import { label, letterWidth } from "./label.js";
import { significant } from "./numbers.js";
import type { Ink } from "./palette.js";
import { extent } from "./points.js";
import type { Scene, Shape } from "./scene.js";
import { logTicks } from "./ticks.js";

/** Bars that stand together: positive values, undefined where there is none. */
export interface BarGroup {
  readonly label: string;
  readonly values: readonly (number | undefined)[];
}

const barHeight = 13;
const groupGap = 12;
const axisHeight = 24;
const valueWidth = 56;
const longestLabel = 22;
const shortestBar = 1.5;
const leastFactor = 2;

/**
 * Groups of bars on one log axis, from 1 on: a value below 1 goes to the left.
 * @param inks of the values of each group
 */
export function groupedBarsScene(
  groups: readonly BarGroup[],
  inks: readonly Ink[],
  width: number,
): Scene {
  const longest = Math.max(...groups.map((group) => group.label.length));
  const left = Math.min(longestLabel, longest) * letterWidth + 12;
  const right = width - valueWidth;
  const values = groups.flatMap((group) => group.values).map((value) => value ?? null);
  const [least, most] = extent(values) ?? [1, 1];
  const [lowest, highest] = [Math.min(1, least), Math.max(leastFactor, most)];
  const xOf = (value: number) =>
    left + (Math.log(value / lowest) / Math.log(highest / lowest)) * (right - left);
  const groupHeight = inks.length * barHeight + groupGap;
  const bottom = groups.length * groupHeight;
  const shapes: Shape[] = [
    ...logTicks([lowest, highest], 5).flatMap((tick) => [
      gridLine([xOf(tick), 0], [xOf(tick), bottom], tick === 1),
      label(significant(tick), [xOf(tick), bottom + axisHeight - 8], "middle"),
    ]),
    ...groups.flatMap((group, place): Shape[] => {
      const top = place * groupHeight + groupGap / 2;
      const middle = top + (inks.length * barHeight) / 2 + 4;
      return [
        label(shortened(group.label), [left - 8, middle], "end", { fill: "foreground" }),
        ...group.values.flatMap((value, bar): Shape[] => {
          if (value === undefined) return [];
          const [from, to] = [xOf(Math.min(1, value)), xOf(Math.max(1, value))];
          const y = top + bar * barHeight;
          return [
            {
              kind: "rectangle",
              x: from,
              y: y + 1,
              width: Math.max(shortestBar, to - from),
              height: barHeight - 2,
              fill: inks[bar] ?? "foreground",
            },
            label(significant(value, 3), [width - 4, y + barHeight - 2], "end"),
          ];
        }),
      ];
    }),
  ];
  return { width, height: bottom + axisHeight, shapes };
}

function shortened(text: string): string {
  return text.length <= longestLabel ? text : `${text.slice(0, longestLabel - 1)}…`;
}
