import type { Range } from "./points.js";

/** Certified radii counted by bins, as a run's metrics have them. */
export interface RadiusCounts {
  /** Ascending, one more than there are counts. */
  readonly edges: readonly number[];
  /** Of correct predictions. */
  readonly correct: readonly number[];
  /** Of wrong ones, where the run has them. */
  readonly wrong?: readonly number[] | undefined;
  /** All examples, certified or not. */
  readonly examples: number;
}

/** Shares of the examples that are certified beyond a radius. */
export interface CertifiedShares {
  readonly correct: number;
  readonly wrong?: number;
}

/**
 * The shares certified beyond `radius`: exact at the bins' edges, between them as if a bin's radii were
 * spread evenly.
 */
export function certifiedShares(counts: RadiusCounts, radius: number): CertifiedShares {
  const { edges, correct, wrong, examples } = counts;
  const share = (bins: readonly number[]) => beyond(edges, bins, radius) / examples;
  return { correct: share(correct), ...(wrong && { wrong: share(wrong) }) };
}

function beyond(edges: readonly number[], bins: readonly number[], radius: number): number {
  return bins.reduce((sum, count, bin) => {
    const [from, to] = [edges[bin] ?? 0, edges[bin + 1] ?? 0];
    const part = radius <= from ? 1 : radius >= to ? 0 : (to - radius) / (to - from);
    return sum + part * count;
  }, 0);
}

const widestLastBin = 3;

/** The radii to show: the last bin reaches to the farthest radius, which may be very far. */
export function shownRadii({ edges }: RadiusCounts): Range {
  const [first = 0, second = 1] = edges;
  const lastFrom = edges.at(-2) ?? 0;
  return [first, Math.min(edges.at(-1) ?? 1, lastFrom + widestLastBin * (second - first))];
}
