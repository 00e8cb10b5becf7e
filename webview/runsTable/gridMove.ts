/** A cell of a grid: the row of titles is row −1. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** How many rows can be seen. */
  readonly page: number;
}

/** What matters of a keyboard event. */
interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Where a key goes from a cell, as the ARIA pattern of a grid has it; undefined where it goes nowhere. */
export function gridMove(
  { key, ctrlKey, metaKey }: Key,
  { row, column }: GridPlace,
  { rows, columns, page }: GridSize,
): GridPlace | undefined {
  const isFar = ctrlKey || metaKey;
  const [top, left, bottom, right] = [-1, 0, rows - 1, columns - 1];
  const moves: Partial<Record<string, GridPlace>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    PageUp: { row: Math.max(0, row - page), column },
    PageDown: { row: row + page, column },
    Home: { row: isFar ? top : row, column: left },
    End: { row: isFar ? bottom : row, column: right },
  };
  const move = moves[key];
  if (!move || (isFar && !["Home", "End"].includes(key))) return undefined;
  return {
    row: Math.min(bottom, Math.max(top, move.row)),
    column: Math.min(right, Math.max(left, move.column)),
  };
}
