import { distance, pullInside } from "./ball.js";
import { isTop, violation } from "./claim.js";
import type { Claim } from "./claim.js";
import type { AttackedClaim, AttackedInputs, AttackSetting } from "./attackClaims.js";

// The distance is then known to a thousandth of where the search began.
const halvings = 10;

/** The way from where an attack began to the input it found. */
interface Way {
  readonly example: number;
  readonly start: Float32Array;
  readonly end: Float32Array;
  readonly claim: Claim;
  /** The shares of the way up to which the claim was seen to hold, and from which to break. */
  holds: number;
  breaks: number;
  nearest: AttackedClaim;
}

/**
 * For each broken claim the nearest input that breaks it on the way from where the attack began to what it
 * found, by bisection; the others as they are.
 */
export async function shortest(
  inputs: AttackedInputs,
  found: readonly AttackedClaim[],
  setting: Pick<AttackSetting, "rows" | "judge">,
): Promise<AttackedClaim[]> {
  const nearest = [...found];
  const ways = waysOf(inputs, found);
  for (let from = 0; from < ways.length; from += setting.rows) {
    const batch = ways.slice(from, from + setting.rows);
    for (let halving = 0; halving < halvings; halving++) await halve(batch, setting);
    for (const way of batch) nearest[way.example] = way.nearest;
  }
  return nearest;
}

function waysOf({ images, claims }: AttackedInputs, found: readonly AttackedClaim[]): Way[] {
  const size = images.length / claims.length;
  return claims.flatMap((claim, example) => {
    const nearest = found[example];
    if (!nearest?.isBroken) return [];
    const start = images.subarray(example * size, (example + 1) * size);
    return { example, start, end: nearest.image, claim, holds: 0, breaks: 1, nearest };
  });
}

/** Tries the middle between where each claim holds and where it breaks. */
async function halve(
  ways: readonly Way[],
  { rows, judge }: Pick<AttackSetting, "rows" | "judge">,
): Promise<void> {
  const size = ways[0]?.start.length ?? 0;
  const tried = new Float32Array(rows * size);
  const images = ways.map(({ start, end, claim, holds, breaks }, row) => {
    const image = tried.subarray(row * size, (row + 1) * size);
    for (const [index, value] of start.entries()) {
      image[index] = value + (((end[index] ?? NaN) - value) * (holds + breaks)) / 2;
    }
    pullInside(image, start, claim.radius);
    return image;
  });
  const logits = await judge(tried);
  const classes = logits.length / rows;
  for (const [row, way] of ways.entries()) {
    const answer = logits.subarray(row * classes, (row + 1) * classes);
    const image = images[row] ?? way.end;
    const middle = (way.holds + way.breaks) / 2;
    if (isTop(answer, way.claim.top)) {
      way.holds = middle;
      continue;
    }
    way.breaks = middle;
    way.nearest = {
      isBroken: true,
      image,
      distance: distance(image, way.start),
      violation: violation(answer, way.claim.top),
    };
  }
}
