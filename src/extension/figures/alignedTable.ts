type Row = readonly (string | number)[];

/** Rows as lines of plain text: the first column to the left, the others to the right. */
export function alignedTable(rows: readonly Row[]): string[] {
  const cells = rows.map((row) => row.map(String));
  const columns = Math.max(0, ...cells.map(({ length }) => length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
}

/** `0.9637` as `96.37%`, and a dash for a share of nothing. */
export function exactPercent(fraction: number): string {
  return Number.isFinite(fraction) ? `${(fraction * 100).toFixed(2)}%` : "–";
}
