import { GloroError } from "../gloro/errors.js";

/**
 * Counts certified radii in bins: bin k holds the radii from `edges[k]` up to, not including,
 * `edges[k + 1]`; the last has no upper end.
 *
 * @param edges increasing, from 0 on, so that every radius falls into a bin
 * @throws GloroError for edges that are not increasing from 0
 */
export function radiusHistogram(radii: readonly number[], edges: readonly number[]): number[] {
  const increasing = edges.every((edge, k) => k === 0 || edge > (edges[k - 1] ?? NaN));
  if (edges[0] !== 0 || !increasing) {
    throw new GloroError(`Histogram edges must increase from 0, got [${edges.join(", ")}].`);
  }
  const counts = edges.map(() => 0);
  for (const radius of radii) {
    const bin = edges.findLastIndex((edge) => edge <= radius);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
