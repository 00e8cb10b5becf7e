import { gridLine } from "./gridLine.js";
import { label, letterWidth } from "./label.js";
import { significant } from "./numbers.js";
import type { Scene, Shape } from "./scene.js";
import { logTicks } from "./ticks.js";

/** What a layer multiplies the Lipschitz bound by. */
export interface Factor {
  readonly label: string;
  readonly value: number;
}

const leastRowHeight = 22;
const mostRowHeight = 48;
/** Of all rows together, as long as they are few. */
const fullHeight = 236;
const axisHeight = 24;
const longestLabel = 22;
/** Of a bold letter, by that of another. */
const boldWidth = 1.15;
const valueWidth = 56;

/**
 * Factors and their product on a log axis: each bar begins where the product of those above it ends, so
 * that the last end is the product. A factor below 1 goes back.
 */
export function waterfallScene(
  factors: readonly Factor[],
  productLabel: string,
  width: number,
): Scene {
  const ends = factors.reduce<number[]>(
    (products, { value }) => [...products, (products.at(-1) ?? 1) * value],
    [1],
  );
  const product = ends.at(-1) ?? 1;
  const rows = [
    ...factors.map((factor, index) => ({
      ...factor,
      from: ends[index] ?? 1,
      to: ends[index + 1] ?? 1,
      isProduct: false,
    })),
    { label: productLabel, value: product, from: 1, to: product, isProduct: true },
  ];
  const letters = rows.map(
    ({ label, isProduct }) => Math.min(longestLabel, label.length) * (isProduct ? boldWidth : 1),
  );
  const labelWidth = Math.max(...letters) * letterWidth + 12;
  const left = labelWidth;
  const right = width - valueWidth;
  const [lowest, highest] = [Math.min(1, ...ends), Math.max(...ends)];
  const span = Math.log(highest / lowest) || 1;
  const xOf = (value: number) => left + (Math.log(value / lowest) / span) * (right - left);
  const rowHeight = Math.max(
    leastRowHeight,
    Math.min(mostRowHeight, Math.floor(fullHeight / rows.length)),
  );
  const barHeight = Math.round(rowHeight * 0.55);
  const height = rows.length * rowHeight + axisHeight;

  const shapes: Shape[] = [
    ...logTicks([lowest, Math.max(highest, lowest * Math.E)], 5)
      .filter((tick) => tick <= highest)
      .flatMap((tick): Shape[] => [
        gridLine([xOf(tick), 0], [xOf(tick), height - axisHeight], tick === 1),
        label(significant(tick), [xOf(tick), height - 8], "middle"),
      ]),
    ...rows.flatMap(({ label: name, value, from, to, isProduct }, row): Shape[] => {
      const y = row * rowHeight;
      const baseline = y + rowHeight / 2 + 4;
      const look = { fill: "foreground", bold: isProduct } as const;
      const text = isProduct ? significant(value) : `× ${significant(value, 3)}`;
      const start = xOf(Math.min(from, to));
      return [
        label(shortened(name), [left - 8, baseline], "end", look),
        {
          kind: "rectangle",
          x: start,
          y: y + (rowHeight - barHeight) / 2,
          width: Math.max(1.5, xOf(Math.max(from, to)) - start),
          height: barHeight,
          fill: isProduct ? "purple" : value < 1 ? "green" : "blue",
        },
        label(text, [width - 4, baseline], "end", look),
      ];
    }),
  ];
  return { width, height, shapes };
}

function shortened(label: string): string {
  return label.length <= longestLabel ? label : `${label.slice(0, longestLabel - 1)}…`;
}
