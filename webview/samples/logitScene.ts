import { gridLine } from "../charts/gridLine.js";
import { label, letterWidth } from "../charts/label.js";
import { significant } from "../charts/numbers.js";
import type { Scene, Shape } from "../charts/scene.js";

/** A class's logit, and what it is under attack. */
export interface ClassLogit {
  readonly name: string;
  readonly logit: number;
  readonly attacked?: number | undefined;
  /** The predicted class, and its competitor. */
  readonly role: "predicted" | "rival" | "other";
}

const barHeight = 9;
const rowGap = 8;
const longestName = 16;
const valueWidth = 56;
const digits = 3;

/** Bars from 0, one a class; under attack a second, of another colour, below it. */
export function logitScene(classes: readonly ClassLogit[], width: number): Scene {
  const isAttacked = classes.some(({ attacked }) => attacked !== undefined);
  const rowHeight = (isAttacked ? 2 : 1) * barHeight + rowGap;
  const names = classes.map(({ name }) =>
    name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`,
  );
  const left = Math.max(...names.map(({ length }) => length)) * letterWidth + 16;
  const right = width - valueWidth;
  const values = classes.flatMap(({ logit, attacked = 0 }) => [logit, attacked, 0]);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const xOf = (value: number) => left + ((value - least) / (most - least || 1)) * (right - left);
  const bar = (value: number, y: number, fill: "blue" | "purple" | "red"): Shape => ({
    kind: "rectangle",
    x: Math.min(xOf(0), xOf(value)),
    y,
    width: Math.max(1, Math.abs(xOf(value) - xOf(0))),
    height: barHeight,
    fill,
  });
  const height = classes.length * rowHeight;
  return {
    width,
    height,
    shapes: [
      ...classes.flatMap(({ logit, attacked, role }, row): Shape[] => {
        const y = row * rowHeight + rowGap / 2;
        const baseline = y + (rowHeight - rowGap) / 2 + 4;
        const look = { fill: "foreground", bold: role !== "other" } as const;
        return [
          label(names[row] ?? "", [left - 8, baseline], "end", look),
          bar(logit, y, role === "rival" ? "purple" : "blue"),
          ...(attacked === undefined ? [] : [bar(attacked, y + barHeight, "red")]),
          label(significant(attacked ?? logit, digits), [width - 4, baseline], "end", look),
        ];
      }),
      gridLine([xOf(0), 0], [xOf(0), height], true),
    ],
  };
}

const mostClasses = 12;

/** The classes that are drawn: all, or of many those with the largest logits, in the classes' order. */
export function shownClasses(
  logits: Float32Array,
  attacked: Float32Array | undefined,
  mustShow: readonly number[],
): number[] {
  const all = Array.from(logits.keys());
  if (all.length <= mostClasses) return all;
  const height = (index: number) =>
    mustShow.includes(index)
      ? Infinity
      : Math.max(logits[index] ?? -Infinity, attacked?.[index] ?? -Infinity);
  return all
    .sort((a, b) => (height(a) === height(b) ? a - b : height(b) - height(a)))
    .slice(0, mostClasses)
    .sort((a, b) => a - b);
}

/** The class of the largest logit, of equals the first. */
export function largestOf(logits: Float32Array): number {
  return logits.reduce((best, each, index) => (each > (logits[best] ?? NaN) ? index : best), 0);
}
