import { t } from "@vscode/l10n";
import { certifiedShares, shownRadii } from "./certifiedShares.js";
import type { RadiusCounts } from "./certifiedShares.js";
import { gridLine } from "./gridLine.js";
import { label, letterWidth } from "./label.js";
import { count, percent, shortPercent, significant } from "./numbers.js";
import type { Range } from "./points.js";
import type { Ink } from "./palette.js";
import type { Scene, Shape } from "./scene.js";
import { linearTicks } from "./ticks.js";

export interface RadiusSceneOptions {
  readonly epsilon: number;
  /** A radius that is pointed at. */
  readonly radius?: number | undefined;
  readonly width: number;
}

const height = 260;
const margin = { right: 44, top: 18, bottom: 24 };
const leastLabel = 7;
const labelGap = 8;

/** Where the plot begins: beside its labels, which other languages may need more room for. */
function plotLeft(): number {
  const letters = [t("correct"), t("wrong")].map(({ length }) => length);
  return Math.max(leastLabel, ...letters) * letterWidth + labelGap;
}
const gap = 14;
const wrongShare = 0.24;

/** Where radii stand in the drawing. */
export function radiusAxis(counts: RadiusCounts, width: number) {
  const [from, to]: Range = shownRadii(counts);
  const left = plotLeft();
  const plotWidth = Math.max(1, width - left - margin.right);
  return {
    range: [from, to] as const,
    left,
    xOf: (radius: number) => left + ((radius - from) / (to - from)) * plotWidth,
    radiusAt: (x: number) =>
      Math.min(to, Math.max(from, from + ((x - left) / plotWidth) * (to - from))),
  };
}

/**
 * A histogram of certified radii, correct predictions above and wrong ones below on an axis of their own,
 * with ε and the curve of certified accuracy: the share certified and correct beyond each radius.
 */
export function radiusScene(counts: RadiusCounts, options: RadiusSceneOptions): Scene {
  const { width, epsilon, radius } = options;
  const { edges, correct, wrong } = counts;
  const axis = radiusAxis(counts, width);
  const { left } = axis;
  const bottom = height - margin.bottom;
  const plotHeight = bottom - margin.top;
  const middle = wrong ? margin.top + plotHeight * (1 - wrongShare) - gap : bottom;
  const right = width - margin.right;

  const bars = (bins: readonly number[], from: number, to: number, fill: Ink): Shape[] => {
    const most = Math.max(1, ...bins);
    return bins.map((items, bin) => {
      const [start, end] = [
        axis.xOf(edges[bin] ?? 0),
        Math.min(right, axis.xOf(edges[bin + 1] ?? 0)),
      ];
      const tall = (items / most) * Math.abs(to - from);
      return {
        kind: "rectangle",
        x: start + 0.5,
        y: to < from ? from - tall : from,
        width: Math.max(0.5, end - start - 1),
        height: tall,
        fill,
        opacity: 0.75,
      };
    });
  };
  const curve = edges
    .filter((edge) => edge <= axis.range[1])
    .map((edge) => {
      const share = certifiedShares(counts, edge).correct;
      return [axis.xOf(edge), middle - share * (middle - margin.top)] as const;
    });
  const wrongTop = middle + gap;
  const shapes: Shape[] = [
    ...linearTicks(axis.range, Math.max(2, width / 90)).map((tick) =>
      label(significant(tick), [axis.xOf(tick), height - 6], "middle"),
    ),
    ...[0, 0.5, 1].flatMap((share): Shape[] => {
      const y = middle - share * (middle - margin.top);
      return [
        gridLine([left, y], [right, y], share === 0),
        label(shortPercent(share), [right + 6, y + 4], "start"),
      ];
    }),
    label(count(Math.max(...correct, 0)), [left - labelGap, margin.top + 4], "end"),
    label(t("correct"), [left - labelGap, middle], "end"),
    ...bars(correct, middle, margin.top, "green"),
    ...(wrong
      ? [
          label(t("wrong"), [left - labelGap, wrongTop + 10], "end"),
          label(count(Math.max(...wrong, 0)), [left - labelGap, bottom], "end"),
          ...bars(wrong, wrongTop, bottom, "red"),
        ]
      : []),
    { kind: "line", points: curve, stroke: "blue", width: 2 },
    upright(axis.xOf(epsilon), bottom, "foreground", [4, 3]),
    label(`ε ${significant(epsilon)}`, [axis.xOf(epsilon), 11], "middle", { fill: "foreground" }),
    ...(radius === undefined ? [] : pointer(counts, radius, { axis, middle, bottom, right })),
  ];
  return { width, height, shapes };
}

function pointer(
  counts: RadiusCounts,
  radius: number,
  place: {
    axis: ReturnType<typeof radiusAxis>;
    middle: number;
    bottom: number;
    right: number;
  },
): Shape[] {
  const x = place.axis.xOf(radius);
  const share = certifiedShares(counts, radius).correct;
  const y = place.middle - share * (place.middle - margin.top);
  const isLeft = x > (place.axis.left + place.right) / 2;
  return [
    upright(x, place.bottom, "mark"),
    { kind: "dot", at: [x, y], radius: 4, fill: "blue" },
    label(
      percent(share),
      [x + (isLeft ? -8 : 8), Math.max(margin.top + 12, y - 8)],
      isLeft ? "end" : "start",
      { fill: "foreground", bold: true },
    ),
  ];
}

function upright(x: number, bottom: number, stroke: Ink, dash?: readonly number[]): Shape {
  return {
    kind: "line",
    points: [
      [x, margin.top],
      [x, bottom],
    ],
    stroke,
    width: 1,
    dash,
  };
}
