import { largestK } from "../gloro/relaxations/relaxation.js";
import type { Relaxation } from "../gloro/relaxations/relaxation.js";
import { wholeRows } from "./certifiedRadius.js";
import type { MarginConstants } from "./marginConstants.js";
import { marginRadius } from "./marginRadius.js";
import { uncounted, type PointRounding } from "./pointRounding.js";

/** What is proven about one point under a relaxation. */
export interface RelaxedPoint {
  /** The classes from the largest logit down, of equals the first first; none where a logit is not finite. */
  readonly ranking: readonly number[];
  /**
   * For each k from 1 to K: no input closer than this in the L2 norm has other classes among its k
   * largest logits. 0 where nothing is proven, −1 where the relaxation does not allow these k.
   */
  readonly radii: readonly number[];
}

/**
 * The radii of each point's guarantees: for each k the smallest `(y_j − y_i) / K_ji` over j in the top k
 * and i outside (Leino & Fredrikson, arXiv 2106.06624), rounded down. Classes are told apart by index, so that a
 * tie across the edge of the top k proves nothing.
 *
 * @param logits points × classes, row-major
 * @param relaxation as parseRelaxation gives it for that many classes
 * @param rounding of each point; where absent, the logits are taken as exact, here and all around
 * @throws ShapeError where the logits do not make up whole rows of that many classes
 */
export function relaxedRadii(
  logits: Float32Array | Float64Array,
  constants: MarginConstants,
  relaxation: Relaxation,
  rounding: (point: number) => PointRounding = () => uncounted,
): RelaxedPoint[] {
  return wholeRows(logits, constants.classes).map((row, point) =>
    relaxedPoint(row, constants, relaxation, rounding(point)),
  );
}

function relaxedPoint(
  logits: Float32Array | Float64Array,
  constants: MarginConstants,
  relaxation: Relaxation,
  rounding: PointRounding,
): RelaxedPoint {
  const everyK = Array.from({ length: largestK(relaxation) }, (_, index) => index + 1);
  if (!logits.every((logit) => Number.isFinite(logit))) {
    return { ranking: [], radii: everyK.map(() => 0) };
  }
  const ranking = Array.from(logits.keys()).sort(
    (a, b) => (logits[b] ?? NaN) - (logits[a] ?? NaN) || a - b,
  );
  const radii = everyK.map((k) => {
    const [top, outside] = [ranking.slice(0, k), ranking.slice(k)];
    if (!isAllowed(top, relaxation)) return -1;
    return Math.min(
      rounding.largestRadius,
      ...top.flatMap((j) => outside.map((i) => pairRadius(logits, constants, rounding, [j, i]))),
    );
  });
  return { ranking, radii };
}

function isAllowed(top: readonly number[], relaxation: Relaxation): boolean {
  if (relaxation.kind === "rtk") return true;
  return relaxation.sets.some((set) => top.every((index) => set.includes(index)));
}

function pairRadius(
  logits: Float32Array | Float64Array,
  { classes, values }: MarginConstants,
  { margin }: PointRounding,
  [j, i]: readonly [number, number],
): number {
  const pair = j * classes + i;
  const constant = values[pair];
  if (constant === undefined) throw new RangeError(`There are no constants of ${j} and ${i}.`);
  return marginRadius((logits[j] ?? NaN) - (logits[i] ?? NaN), constant, margin(pair));
}
