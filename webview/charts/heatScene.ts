import { label } from "./label.js";
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
/** Of all texts: squares are small. */
const size = 11;
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
  const every = Math.max(1, Math.ceil((size * 2.2) / cell));
  const shapes = cells.flatMap((row, j): Shape[] => {
    const y = top + j * cell;
    const middle = y + cell / 2 + size / 3;
    const drawn = row.flatMap((value, i): Shape[] =>
      value === null ? [] : square(value, { x: left + i * cell, y, cell, hasTexts, range }),
    );
    const name = String(j * classesPerCell);
    if (j % every > 0) return drawn;
    const across = left + (j + 0.5) * cell;
    return [
      label(name, [left - 6, middle], "end", { size }),
      label(name, [across, top - 6], "middle", { size }),
      ...drawn,
    ];
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
  const side = cell - gap;
  const shapes: Shape[] = [
    { kind: "rectangle", x, y, width: side, height: side, fill: "blue", opacity },
  ];
  if (!hasTexts) return shapes;
  const at = [x + side / 2, y + side / 2 + size / 3] as const;
  return [...shapes, label(significant(value, 3), at, "middle", { fill: "foreground", size })];
}

function legend(range: readonly [number, number], bottom: number, hasTexts: boolean): Shape[] {
  const strongest = hasTexts ? strongestWithText : 1;
  const steps = 24;
  const step = 6;
  const y = bottom + 12;
  return [
    ...Array.from({ length: steps }, (_, index): Shape => {
      const share = index / (steps - 1);
      const opacity = faintest + (strongest - faintest) * share;
      const x = left + index * step;
      return { kind: "rectangle", x, y, width: step, height: 8, fill: "blue", opacity };
    }),
    label(significant(range[0]), [left, y + 22], "start", { size }),
    label(significant(range[1]), [left + steps * step, y + 22], "end", { size }),
  ];
}
