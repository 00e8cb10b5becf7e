import type { RadiusCounts } from "../charts/certifiedShares.js";
import type { Factor } from "../charts/waterfallScene.js";
import type { WireEvaluation } from "../../src/extension/dashboard/messages.js";

/** The layers' Lipschitz constants, without those that are not known. */
export function factorsOf({ lipschitz }: WireEvaluation): Factor[] {
  return Object.entries(lipschitz).flatMap(([label, value]) =>
    value !== null && value > 0 ? [{ label, value }] : [],
  );
}

/** The histogram of an evaluation. In runs older than the counts of wrong predictions these are missing. */
export function radiusCountsOf({ histogram, cleanAccuracy }: WireEvaluation): RadiusCounts {
  const edges = numbers(histogram.edges);
  const correct = numbers(histogram.counts);
  if (!histogram.wrongCounts) {
    return { edges, correct, examples: sum(correct) / (cleanAccuracy || 1) || 1 };
  }
  const wrong = numbers(histogram.wrongCounts);
  return { edges, correct, wrong, examples: sum(correct) + sum(wrong) || 1 };
}

function numbers(values: readonly (number | null)[]): number[] {
  return values.map((value) => value ?? 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
