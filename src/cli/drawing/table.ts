import { textWidth } from "./textWidth.js";

/** A column's heading, and the side to which its cells are aligned. */
export interface Column {
  readonly heading: string;
  readonly align: "left" | "right";
}

/** A table in plain columns two spaces apart, the heading first; one string a line. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ heading }, index) =>
    Math.max(...[heading, ...rows.map((row) => row[index] ?? "")].map(textWidth)),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => pad(cells[index] ?? "", widths[index] ?? 0, align))
      .join("  ")
      .trimEnd();
  return [columns.map(({ heading }) => heading), ...rows].map(line);
}

function pad(cell: string, width: number, align: Column["align"]): string {
  const blanks = " ".repeat(width - textWidth(cell));
  return align === "left" ? cell + blanks : blanks + cell;
}
