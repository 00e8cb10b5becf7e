import { distance, pullInside } from "./ball.js";
import { isTop, violation } from "./claim.js";
import type { AttackedClaim, AttackedInputs, AttackSetting } from "./attackClaims.js";

// The distance is then known to a thousandth of where the search began.
const halvings = 10;

/**
 * For each broken claim the nearest input that breaks it on the way from where the attack began to what it
 * found, by bisection; the others as they are.
 */
export async function shortest(
  { images, claims }: AttackedInputs,
  found: readonly AttackedClaim[],
  { rows, judge }: Pick<AttackSetting, "rows" | "judge">,
): Promise<AttackedClaim[]> {
  const size = images.length / claims.length;
  const nearest = [...found];
  const broken = found.flatMap(({ isBroken }, example) => (isBroken ? [example] : []));
  for (let from = 0; from < broken.length; from += rows) {
    const examples = broken.slice(from, from + rows);
    const holds = examples.map(() => 0);
    const breaks = examples.map(() => 1);
    for (let halving = 0; halving < halvings; halving++) {
      const tried = new Float32Array(rows * size);
      for (const [row, example] of examples.entries()) {
        const start = images.subarray(example * size, (example + 1) * size);
        const end = found[example]?.image ?? start;
        const share = ((holds[row] ?? 0) + (breaks[row] ?? 1)) / 2;
        const image = tried.subarray(row * size, (row + 1) * size);
        for (const [index, value] of start.entries()) {
          image[index] = value + ((end[index] ?? NaN) - value) * share;
        }
        pullInside(image, start, claims[example]?.radius ?? 0);
      }
      const logits = await judge(tried);
      for (const [row, example] of examples.entries()) {
        const { top } = claims[example] ?? { top: [] };
        const width = logits.length / rows;
        const answer = logits.subarray(row * width, (row + 1) * width);
        const share = ((holds[row] ?? 0) + (breaks[row] ?? 1)) / 2;
        if (isTop(answer, top)) {
          holds[row] = share;
          continue;
        }
        breaks[row] = share;
        const image = tried.subarray(row * size, (row + 1) * size);
        nearest[example] = {
          isBroken: true,
          image,
          distance: distance(image, images.subarray(example * size, (example + 1) * size)),
          violation: violation(answer, top),
        };
      }
    }
  }
  return nearest;
}
