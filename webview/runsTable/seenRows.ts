/** Of each row, in pixels. */
export const rowHeight = 28;
/** Rows beyond both edges, so that scrolling shows no gap before the next frame. */
const spareRows = 8;

/** A row, and which one it is. */
export interface SeenRow<Row> {
  readonly row: Row;
  readonly place: number;
}

/** The rows that can be seen, in their order, and the active one wherever it is; -1 is none. */
export function seenRows<Row>(
  rows: readonly Row[],
  { scrollTop, clientHeight }: { readonly scrollTop: number; readonly clientHeight: number },
  active: number,
): SeenRow<Row>[] {
  const from = Math.max(0, Math.floor(scrollTop / rowHeight) - spareRows);
  const to = Math.ceil((scrollTop + clientHeight) / rowHeight) + spareRows;
  const seen = rows.slice(from, to).map((row, index) => ({ row, place: from + index }));
  const activeRow = rows[active];
  if (activeRow !== undefined && active < from) seen.unshift({ row: activeRow, place: active });
  if (activeRow !== undefined && active >= to) seen.push({ row: activeRow, place: active });
  return seen;
}
