import { GloroError, ShapeError } from "../gloro/errors.js";
import type { MarginConstants } from "./marginConstants.js";
import { marginRadius } from "./marginRadius.js";
import { uncounted, type PointRounding } from "./pointRounding.js";

/** What is proven about one point. */
export interface CertifiedPoint {
  /** The class with the largest logit (the first of equals); none where a logit is not finite. */
  readonly prediction: number | undefined;
  /**
   * No input closer than this in the L2 norm is classified otherwise. 0 where nothing is proven: ties,
   * logits that are not finite. Infinite where no other class can ever win.
   */
  readonly radius: number;
}

/**
 * The certified radius of each point: `min_{i≠j} (y_j − y_i) / K_ji` for the predicted class j (arXiv
 * 2102.08452, section 3.1), rounded down. i runs over all indices but j, so that a tie certifies
 * nothing.
 *
 * @param logits points × classes, row-major
 * @param rounding of each point; where absent, the logits are taken as exact, here and all around
 * @throws ShapeError where the logits do not make up whole rows of that many classes
 */
export function certifiedRadii(
  logits: Float32Array | Float64Array,
  constants: MarginConstants,
  rounding: (point: number) => PointRounding = () => uncounted,
): CertifiedPoint[] {
  return wholeRows(logits, constants.classes).map((row, point) =>
    certifiedPoint(row, constants, rounding(point)),
  );
}

/** Logits point by point. @throws ShapeError where they do not make up rows of `classes` each. */
export function wholeRows(
  logits: Float32Array | Float64Array,
  classes: number,
): (Float32Array | Float64Array)[] {
  if (classes < 1 || logits.length % classes !== 0) {
    throw new ShapeError(`${logits.length} logits are not whole rows of ${classes} classes.`);
  }
  return Array.from({ length: logits.length / classes }, (_, point) =>
    logits.subarray(point * classes, (point + 1) * classes),
  );
}

/**
 * Whether no input within epsilon, itself included, is classified otherwise. At epsilon equal to the
 * radius nothing is proven.
 *
 * @param epsilon in the L2 norm
 * @throws GloroError for an epsilon that is negative or NaN
 */
export function certifiedAt(radius: number, epsilon: number): boolean {
  if (!(epsilon >= 0)) {
    throw new GloroError(`epsilon must be a number of at least 0, got ${epsilon}.`);
  }
  return radius > epsilon;
}

function certifiedPoint(
  logits: Float32Array | Float64Array,
  { classes, values }: MarginConstants,
  { margin, largestRadius }: PointRounding,
): CertifiedPoint {
  if (!logits.every((logit) => Number.isFinite(logit))) return { prediction: undefined, radius: 0 };
  const largest = Math.max(...logits);
  const prediction = logits.indexOf(largest);
  const first = prediction * classes;
  const radii = values
    .slice(first, first + classes)
    .map((constant, i) =>
      i === prediction
        ? largestRadius
        : marginRadius(largest - (logits[i] ?? NaN), constant, margin(first + i)),
    );
  return { prediction, radius: Math.min(...radii) };
}
