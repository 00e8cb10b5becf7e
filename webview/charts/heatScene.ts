import { significant } from "./numbers.js";
import type { Scene, Shape } from "./scene.js";

/** A square of numbers, and how many classes share a row. */
export interface Heat {
  readonly cells: readonly (readonly (number | null)[])[];
  readonly classesPerCell: number;
}

const left = 34;
const top = 20;
const legendHeight = 40;
const widest = 420;
const fontSize = 11;
const leastCellWithText = 34;
const faintest = 0.08;
/** Texts in the foreground's colour stay readable on it, in light and dark themes. */
const strongestWithText = 0.45;

/** How strongly a number is drawn: from the faintest for the least to `strongest` for the greatest. */
export function heatOf(
  value: number,
  [least, greatest]: readonly [number, number],
  strongest = 1,
): number {
  if (greatest === least) return strongest;
  return faintest + (strongest - faintest) * ((value - least) / (greatest - least));
}

/** The least and the greatest number of a square. */
export function heatRange({ cells }: Heat): readonly [least: number, greatest: number] {
  const values = cells.flat().filter((value) => value !== null);
  return [
    values.reduce((least, value) => Math.min(least, value), Infinity),
    values.reduce((greatest, value) => Math.max(greatest, value), -Infinity),
  ];
}

/** A heat map: each number as strong as it is great, with its text where there is room. */
export function heatScene(heat: Heat, width: number): Scene {
  const { cells, classesPerCell } = heat;
  const side = cells.length;
  const range = heatRange(heat);
  const cell = Math.min(widest, width - left) / Math.max(1, side);
  const hasTexts = cell >= leastCellWithText;
  const every = Math.max(1, Math.ceil((fontSize * 2.2) / cell));
  const label = (text: string, x: number, y: number, anchor: "middle" | "end"): Shape => {
    return { kind: "text", at: [x, y], text, fill: "muted", size: fontSize, anchor };
  };
  const shapes = cells.flatMap((row, j): Shape[] => {
    const y = top + j * cell;
    const middle = y + cell / 2 + fontSize / 3;
    const drawn = row.flatMap((value, i): Shape[] =>
      value === null ? [] : square(value, { x: left + i * cell, y, cell, hasTexts, range }),
    );
    const name = String(j * classesPerCell);
    if (j % every > 0) return drawn;
    const across = left + (j + 0.5) * cell;
    return [label(name, left - 6, middle, "end"), label(name, across, top - 6, "middle"), ...drawn];
  });
  const bottom = top + side * cell;
  return {
    width,
    height: bottom + legendHeight,
    shapes: [...shapes, ...legend(range, bottom, hasTexts)],
  };
}

function square(
  value: number,
  place: {
    readonly x: number;
    readonly y: number;
    readonly cell: number;
    readonly hasTexts: boolean;
    readonly range: readonly [number, number];
  },
): Shape[] {
  const { x, y, cell, hasTexts, range } = place;
  const opacity = heatOf(value, range, hasTexts ? strongestWithText : 1);
  const gap = cell > 4 ? 1 : 0;
  const size = cell - gap;
  const shapes: Shape[] = [
    { kind: "rectangle", x, y, width: size, height: size, fill: "blue", opacity },
  ];
  if (!hasTexts) return shapes;
  const at = [x + size / 2, y + size / 2 + fontSize / 3] as const;
  const text = significant(value, 3);
  return [
    ...shapes,
    { kind: "text", at, text, fill: "foreground", size: fontSize, anchor: "middle" },
  ];
}

function legend(range: readonly [number, number], bottom: number, hasTexts: boolean): Shape[] {
  const strongest = hasTexts ? strongestWithText : 1;
  const steps = 24;
  const step = 6;
  const y = bottom + 12;
  const text = (words: string, x: number, anchor: "start" | "end"): Shape => {
    return { kind: "text", at: [x, y + 22], text: words, fill: "muted", size: fontSize, anchor };
  };
  return [
    ...Array.from({ length: steps }, (_, index): Shape => {
      const share = index / (steps - 1);
      const opacity = faintest + (strongest - faintest) * share;
      const x = left + index * step;
      return { kind: "rectangle", x, y, width: step, height: 8, fill: "blue", opacity };
    }),
    text(significant(range[0]), left, "start"),
    text(significant(range[1]), left + steps * step, "end"),
  ];
}
