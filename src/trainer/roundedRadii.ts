import type { NetworkRounding } from "../certify/networkRounding.js";
import { normUp } from "../certify/normUp.js";
import { unbounded, type PointRounding } from "../certify/pointRounding.js";
import { copyImage } from "../data/batches/copyImage.js";
import type { Split } from "../data/dataSet.js";
import { float64Product } from "../engine/onnx/float64Product.js";

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

// Multiply-adds of all closer looks together: some ten seconds of two cores.
const mostProducts = 2e11;

// Points that are looked at together, so that products are large and windows take tens of megabytes.
const pointsOfALook = 16;

/** Certifies every point of a split with rounding counted. */
export async function roundedRadii(setting: RoundedRadiiSetting): Promise<RoundedRadii> {
  const { split, rounding, logits, classes, radiiOf, plain, epsilons } = setting;
  const perPoint = plain.length / split.count;
  const radii = new Float64Array(plain.length);
  const image = new Float32Array(split.images.length / split.count);
  const nearMisses: number[] = [];
  for (let point = 0; point < split.count; point++) {
    copyImage(split, point, image);
    const own = logits.subarray(point * classes, (point + 1) * classes);
    const isFinite = image.every((value) => Number.isFinite(value));
    const found = radiiOf(own, isFinite ? rounding.atNorm(normUp(image)) : unbounded);
    const place = point * perPoint;
    const isNearMiss = found.some((radius, k) => {
      const without = plain[place + k] ?? 0;
      return epsilons.some((epsilon) => without > epsilon && radius <= epsilon);
    });
    if (isNearMiss && isFinite) nearMisses.push(point);
    radii.set(found, place);
  }
  const looks = nearMisses.slice(0, Math.floor(mostProducts / rounding.productsOfALook));
  if (looks.length > 0) await lookCloser(setting, looks, radii);
  return { radii, looks };
}

/** Raises radii to what looks in Float64 prove, where that is more. */
async function lookCloser(
  { split, rounding, radiiOf, plain }: RoundedRadiiSetting,
  looks: readonly number[],
  radii: Float64Array,
): Promise<void> {
  const perPoint = plain.length / split.count;
  const { multiply, dispose } = await float64Product();
  try {
    for (let first = 0; first < looks.length; first += pointsOfALook) {
      const points = looks.slice(first, first + pointsOfALook);
      const inputs = points.map((point) => {
        const image = new Float32Array(split.images.length / split.count);
        copyImage(split, point, image);
        return Float64Array.from(image);
      });
      for (const [index, closer] of (await rounding.lookCloser(inputs, multiply)).entries()) {
        const place = (points[index] ?? NaN) * perPoint;
        // Both are proven.
        for (const [k, radius] of radiiOf(closer.logits, closer.rounding).entries()) {
          radii[place + k] = Math.max(radii[place + k] ?? NaN, radius);
        }
      }
    }
  } finally {
    await dispose();
  }
}
