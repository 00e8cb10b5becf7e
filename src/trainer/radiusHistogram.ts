import type { RadiusHistogram } from "../runs/metrics.js";

const binsPerEpsilon = 5;
const fewestBins = 10;
const mostBins = 40;

/** Certified radii by whether the prediction is right; 0 or less counts in the first bin. */
export interface SortedRadii {
  readonly correct: readonly number[];
  readonly wrong: readonly number[];
}

/** Counts radii in bins a fifth of ε wide, so that ε is an edge. Far radii stretch the last bin. */
export function radiusHistogram({ correct, wrong }: SortedRadii, epsilon: number): RadiusHistogram {
  // A constant function is certified at any radius: +∞, which JSON cannot write.
  const finite = [...correct, ...wrong].filter((radius) => Number.isFinite(radius));
  const largest = finite.reduce((most, radius) => Math.max(most, radius), 0);
  const needed = Math.floor((largest / epsilon) * binsPerEpsilon) + 1;
  const bins = Math.min(mostBins, Math.max(fewestBins, needed));
  const edges = Array.from({ length: bins + 1 }, (_, edge) => epsilon * (edge / binsPerEpsilon));
  edges[bins] = Math.max(edges[bins] ?? 0, largest);
  return { edges, counts: countIn(edges, correct), wrongCounts: countIn(edges, wrong) };
}

function countIn(edges: readonly number[], radii: readonly number[]): number[] {
  const bins = edges.length - 1;
  const counts = new Array<number>(bins).fill(0);
  for (const radius of radii) {
    // Found by the edges themselves: a quotient may round across one.
    const above = edges.findIndex((edge, index) => index > 0 && radius < edge);
    const bin = above < 0 ? bins - 1 : above - 1;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
