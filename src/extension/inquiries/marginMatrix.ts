import type { MarginMatrix } from "../models/messages.js";

/** A picture of more is finer than a screen. */
const mostCells = 100;

/**
 * The constants of a network's margins, as a picture can show them: of many classes the largest
 * constant of each block.
 *
 * @param values `classes × classes`, row-major
 */
export function marginMatrix(values: ArrayLike<number>, classes: number): MarginMatrix {
  const classesPerCell = Math.ceil(classes / mostCells);
  const side = Math.ceil(classes / classesPerCell);
  const cells = Array.from({ length: side }, () => new Array<number | null>(side).fill(null));
  for (let j = 0; j < classes; j++) {
    const row = cells[Math.floor(j / classesPerCell)] ?? [];
    for (let i = 0; i < classes; i++) {
      if (i === j) continue;
      const column = Math.floor(i / classesPerCell);
      row[column] = Math.max(row[column] ?? 0, values[j * classes + i] ?? 0);
    }
  }
  return { classes, classesPerCell, cells };
}
