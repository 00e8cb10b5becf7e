import type { NetworkRounding } from "../certify/networkRounding.js";
import { normUp } from "../certify/normUp.js";
import { unbounded, type PointRounding } from "../certify/pointRounding.js";
import { copyImage } from "../data/batches/copyImage.js";
import type { Split } from "../data/dataSet.js";

/** What certifies points. */
export interface RoundedRadiiSetting {
  readonly split: Split;
  readonly rounding: NetworkRounding;
  /** `count × classes`, as an engine computed them. */
  readonly logits: Float32Array;
  readonly classes: number;
  /** The radii of one point's certificates, from its logits: as many for each. */
  readonly radiiOf: (logits: Float32Array | Float64Array, rounding: PointRounding) => number[];
  /** `count × radii of one point`: what they would be without rounding. */
  readonly plain: readonly number[];
  /** Where rounding alone would cost a certificate at one of these, Float64 has a closer look. */
  readonly epsilons: readonly number[];
}

/** Radii with rounding counted. */
export interface RoundedRadii {
  /** `count × radii of one point`. */
  readonly radii: Float64Array;
  /** The points at which Float64 had a closer look. */
  readonly looks: readonly number[];
}

// Multiply-adds of all closer looks together: a few seconds.
const mostProducts = 2e9;

/** Certifies every point of a split with rounding counted. */
export function roundedRadii(setting: RoundedRadiiSetting): RoundedRadii {
  const { split, rounding, logits, classes, radiiOf, plain, epsilons } = setting;
  const perPoint = plain.length / split.count;
  const radii = new Float64Array(plain.length);
  const image = new Float32Array(split.images.length / split.count);
  let affordable = Math.floor(mostProducts / rounding.productsOfALook);
  const looks: number[] = [];
  for (let point = 0; point < split.count; point++) {
    copyImage(split, point, image);
    const own = logits.subarray(point * classes, (point + 1) * classes);
    const isFinite = image.every((value) => Number.isFinite(value));
    let found = radiiOf(own, isFinite ? rounding.atNorm(normUp(image)) : unbounded);
    const place = point * perPoint;
    const isNearMiss = found.some((radius, k) => {
      const without = plain[place + k] ?? 0;
      return epsilons.some((epsilon) => without > epsilon && radius <= epsilon);
    });
    if (isNearMiss && isFinite && affordable > 0) {
      affordable -= 1;
      looks.push(point);
      const closer = rounding.lookCloser(Float64Array.from(image));
      const again = radiiOf(closer.logits, closer.rounding);
      // Both are proven.
      found = found.map((radius, k) => Math.max(radius, again[k] ?? radius));
    }
    radii.set(found, place);
  }
  return { radii, looks };
}
