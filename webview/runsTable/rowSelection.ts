/** Which rows get selected, by keys and clicks: one more or less, or all from one to another. */
export class RowSelection {
  /** Where a range begins. */
  private anchor: string | undefined;

  /** The next range begins at a row; or, without one, where it ends. */
  begin(row: string | undefined): void {
    this.anchor = row;
  }

  /** With a row that was not selected, or without one that was. */
  toggled(selected: ReadonlySet<string>, row: string): string[] {
    this.anchor = row;
    return selected.has(row) ? [...selected].filter((other) => other !== row) : [...selected, row];
  }

  /** Those from where the range begins to a row, in their order. */
  rangeTo(rows: readonly string[], row: string): string[] {
    const to = rows.indexOf(row);
    const from = this.anchor === undefined ? -1 : rows.indexOf(this.anchor);
    if (from < 0) this.anchor = row;
    return from < 0 ? [row] : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  }

  /** The row where the next range begins. */
  get start(): string | undefined {
    return this.anchor;
  }
}
