import type { Ink } from "./palette.js";

/** Far apart in each theme, and none of them a colour of text. */
const runInks = ["blue", "yellow", "green", "purple", "red", "cyan"] as const satisfies Ink[];

/** In the order in which they are used up: a line, then two that are told from it where colours repeat. */
const dashes = [undefined, [7, 4], [2, 3]] as const;

/** The ink of a run's colour, as the extension numbers them. */
export function runInk(color: number): Ink {
  return runInks[color % runInks.length] ?? "blue";
}

/**
 * How the lines of runs are dashed in a chart that they share: those of the same ink are told apart.
 * @param colors of the runs; the first of an ink has a plain line.
 */
export function runDashes(colors: readonly number[]): (readonly number[] | undefined)[] {
  const used = new Map<Ink, number>();
  return colors.map((color) => {
    const ink = runInk(color);
    const before = used.get(ink) ?? 0;
    used.set(ink, before + 1);
    return dashes[before % dashes.length];
  });
}
