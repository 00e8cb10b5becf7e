import { accuraciesByClass } from "../../model/accuracy.js";
import type { ExampleRadii } from "../../model/accuracy.js";
import type { Certificate, CertifiedExample } from "../../trainer/certificate.js";
import type { CertificateView } from "../certificates/messages.js";

/** A table of more classes is not read. */
const mostConfused = 50;

/** A proven certificate as a report shows it. */
export function certificateView(certificate: Certificate): CertificateView {
  const { data, examples, epsilon, cleanAccuracy, vra, rejectionRate } = certificate;
  const { vraAt, estimated, histogram, points, assumptions } = certificate;
  const radii = radiiOf(points, epsilon);
  return {
    data,
    examples,
    epsilon,
    cleanAccuracy,
    vra,
    rejectionRate,
    vraAt: Object.entries(vraAt).map(([radius, share]) => ({
      radius: Number(radius),
      vra: share,
      estimated: estimated.vraAt[radius] ?? NaN,
    })),
    histogram: {
      edges: histogram.edges,
      correct: histogram.counts,
      wrong: histogram.wrongCounts ?? [],
    },
    ...sharesByClass(radii, epsilon),
    assumptions,
  };
}

/** What is proven at ε of each class's examples. */
export function sharesByClass(
  examples: ExampleRadii,
  epsilon: number,
): Pick<CertificateView, "classes" | "confusion"> {
  return {
    classes: accuraciesByClass(examples, epsilon),
    confusion: examples.classes <= mostConfused ? confusion(examples, epsilon) : [],
  };
}

/** What is proven of the examples at ε alone: of a relaxed net only that is in a certificate. */
function radiiOf(points: readonly CertifiedExample[], epsilon: number): ExampleRadii {
  const largestK = points[0]?.guarantee?.length;
  const beyond = 2 * epsilon;
  return {
    count: points.length,
    classes: points[0]?.logits.length ?? 0,
    labels: points.map(({ label }) => label),
    predictions: points.map(({ prediction }) => prediction),
    radii: points.map(({ certifiedRadius = 0 }) => certifiedRadius),
    relaxed:
      largestK === undefined
        ? undefined
        : {
            largestK,
            radii: points.flatMap(({ guarantee = [] }) =>
              guarantee.map((holds) => (holds ? beyond : -1)),
            ),
            labelRanks: points.map(rankOfLabel),
          },
  };
}

/** The label's place among the logits, from 1. */
export function rankOfLabel({ logits, label }: Pick<CertifiedExample, "logits" | "label">): number {
  const own = logits[label] ?? NaN;
  return 1 + logits.filter((other, i) => other > own || (other === own && i < label)).length;
}

/** Counts by label and certified prediction; the last column counts ⊥. */
function confusion(
  { classes, count, labels, predictions, radii }: ExampleRadii,
  epsilon: number,
): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes + 1).fill(0));
  for (let example = 0; example < count; example++) {
    const row = counts[labels[example] ?? -1];
    const prediction = predictions[example] ?? -1;
    const isCertified = (radii[example] ?? 0) > epsilon && prediction >= 0;
    const column = isCertified ? prediction : classes;
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
  return counts;
}
