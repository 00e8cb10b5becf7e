import type { RadiusHistogram } from "../../runs/metrics.js";
import { bar } from "./bar.js";
import { significant } from "./numbers.js";

const mostRows = 16;

/**
 * A histogram of certified radii, one row a bin, with a mark at the bin that begins at or holds ε.
 *
 * @param columns The terminal's width, which no row exceeds (bars shrink to 4 columns, not below).
 */
export function radiusHistogram(
  histogram: RadiusHistogram,
  epsilon: number,
  columns: number,
): string[] {
  const { edges, counts } = withFewBins(histogram, epsilon);
  const labels = counts.map((_, bin) => binLabel(edges[bin] ?? 0, edges[bin + 1] ?? 0));
  const labelWidth = Math.max(...labels.map((label) => label.length));
  const countWidth = Math.max(...counts.map((count) => String(count).length));
  const mark = `  ← ε ${significant(epsilon)}`;
  const barWidth = Math.max(4, Math.min(40, columns - labelWidth - countWidth - mark.length - 4));
  const largest = Math.max(1, ...counts);
  return counts.map((count, bin) => {
    const holdsEpsilon = epsilon >= (edges[bin] ?? 0) && epsilon < (edges[bin + 1] ?? 0);
    return [
      (labels[bin] ?? "").padEnd(labelWidth),
      String(count).padStart(countWidth),
      bar(count / largest, barWidth) + (holdsEpsilon ? mark : ""),
    ]
      .join("  ")
      .trimEnd();
  });
}

/** Merges bins where there are many, so that ε stays an edge if it was one. */
function withFewBins({ edges, counts }: RadiusHistogram, epsilon: number): RadiusHistogram {
  const atEpsilon = edges.indexOf(epsilon);
  const width = counts.length > mostRows && atEpsilon > 0 ? atEpsilon : 1;
  const starts = counts.map((_, bin) => bin).filter((bin) => bin % width === 0);
  return {
    edges: [...starts.map((bin) => edges[bin] ?? 0), edges.at(-1) ?? 0],
    counts: starts.map((bin) =>
      counts.slice(bin, bin + width).reduce((sum, count) => sum + count, 0),
    ),
  };
}

function binLabel(from: number, to: number): string {
  return `${significant(from, 3)} – ${significant(to, 3)}`;
}
