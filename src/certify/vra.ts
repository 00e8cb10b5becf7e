import { ShapeError } from "../gloro/errors.js";
import { certifiedAt, type CertifiedPoint } from "./certifiedRadius.js";

/**
 * Verified-robust accuracy: the share of points that are classified correctly and certified at epsilon,
 * for each epsilon (arXiv 2102.08452, section 5).
 *
 * @param labels class indices, one a point
 * @param epsilons in the L2 norm
 * @returns shares in [0, 1]
 * @throws ShapeError without points, or with another number of labels
 * @throws GloroError for an epsilon that is negative or NaN
 */
export function vraAt(
  points: readonly CertifiedPoint[],
  labels: ArrayLike<number>,
  epsilons: readonly number[],
): number[] {
  if (points.length === 0 || points.length !== labels.length) {
    throw new ShapeError(
      `VRA needs points and one label for each, got ${points.length} points and ${labels.length} labels.`,
    );
  }
  const correct = points.filter(({ prediction }, i) => prediction === labels[i]);
  return epsilons.map(
    (epsilon) =>
      correct.filter(({ radius }) => certifiedAt(radius, epsilon)).length / points.length,
  );
}
