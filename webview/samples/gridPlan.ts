import type { ImageShape } from "../../src/extension/samples/messages.js";

/** How tiles are laid out in rows; lengths in pixels of the page. */
export interface GridPlan {
  readonly columns: number;
  readonly rows: number;
  /** Page pixels of a tile's pixel. */
  readonly scale: number;
  /** Between two tiles, in pixels of a tile, so that a row of them is one picture. */
  readonly gap: number;
  /** Of a cell: its tile and the gap after it. */
  readonly cellWidth: number;
  /** Of the pictures in a row. */
  readonly pictureHeight: number;
  /** Of a row: its pictures, the words under them, and a gap. */
  readonly rowHeight: number;
}

const tileSize = 60;
const gapSize = 10;
const wordsHeight = 36;

/** The layout of `count` tiles in a grid of some width. */
export function planGrid(tile: ImageShape, count: number, width: number): GridPlan {
  const scale = Math.max(1, Math.round(tileSize / Math.max(tile.width, tile.height)));
  const gap = Math.ceil(gapSize / scale);
  const cellWidth = (tile.width + gap) * scale;
  const columns = Math.max(1, Math.floor(width / cellWidth));
  const pictureHeight = tile.height * scale;
  return {
    columns,
    rows: Math.ceil(count / columns),
    scale,
    gap,
    cellWidth,
    pictureHeight,
    rowHeight: pictureHeight + wordsHeight + gapSize,
  };
}

/** Rows beyond those that can be seen, so that a scrolled row is there before it comes. */
const overscan = 2;

/** The rows that are drawn, from the first up to and without the last. */
export function rowsInView(
  { rows, rowHeight }: GridPlan,
  { top, height }: { readonly top: number; readonly height: number },
): [first: number, last: number] {
  const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
  return [first, Math.min(rows, Math.ceil((top + height) / rowHeight) + overscan)];
}

/** Where a key leads from a position among `count`; nothing where it means nothing. */
export function positionAfter(
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  position: number,
  count: number,
  { columns, rowsOfPage }: { readonly columns: number; readonly rowsOfPage: number },
): number | undefined {
  const start = position - (position % columns);
  const steps: Partial<Record<string, number>> = {
    ArrowLeft: position - 1,
    ArrowRight: position + 1,
    ArrowUp: position - columns,
    ArrowDown: position + columns,
    PageUp: position - columns * rowsOfPage,
    PageDown: position + columns * rowsOfPage,
    Home: ctrlKey ? 0 : start,
    End: ctrlKey ? count - 1 : start + columns - 1,
  };
  const next = steps[key];
  if (next === undefined) return undefined;
  return Math.max(0, Math.min(count - 1, next));
}
