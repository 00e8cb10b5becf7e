import type { GridPlace } from "./gridMove.js";

/** The place of the cell that an event is of, as its row and its column are numbered for screen readers. */
export function placeAt(target: EventTarget | null): GridPlace | undefined {
  const cell = target instanceof Element ? target.closest("[aria-colindex]") : null;
  const row = cell?.closest("[aria-rowindex]");
  if (!cell || !row) return undefined;
  return {
    row: Number(row.getAttribute("aria-rowindex")) - 2,
    column: Number(cell.getAttribute("aria-colindex")) - 1,
  };
}
