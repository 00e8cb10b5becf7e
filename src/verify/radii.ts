import type { UpperBound } from "../certify/upperBound.js";
import { nextDown } from "../certify/nextFloat.js";
import type { Relaxation } from "../gloro/relaxations/relaxation.js";
import { largestK } from "../gloro/relaxations/relaxation.js";

/** What stands against the margin of a pair `j·classes + i`. */
export interface Against {
  /** What rounding may have taken from it already. */
  readonly loss: UpperBound;
  /** By how much it may fall for each unit of distance. */
  readonly speed: UpperBound;
}

/**
 * How far an input may move before the first k classes of an answer are no longer those of the k largest
 * logits, for each k; of a plain net for k = 1 alone. The smallest `(y_j − y_i − loss) / speed` over j within and
 * i without, rounded down.
 *
 * @param answered the logits that ranked the classes
 * @param logits those whose margins are taken
 * @param limit nothing is proven beyond
 */
export function radiiOf(
  answered: readonly number[],
  logits: readonly number[],
  against: (pair: number) => Against,
  limit: number,
  relaxation: Relaxation | undefined,
): number[] {
  const ks = Array.from({ length: relaxation ? largestK(relaxation) : 1 }, (_, at) => at + 1);
  if (![...answered, ...logits].every(Number.isFinite)) return ks.map(() => 0);
  const order = [...answered.keys()].sort(
    (a, b) => (answered[b] ?? NaN) - (answered[a] ?? NaN) || a - b,
  );
  return ks.map((k) => {
    const [top, rest] = [order.slice(0, k), order.slice(k)];
    if (relaxation?.kind === "affinity") {
      const isAllowed = relaxation.sets.some((set) => top.every((each) => set.includes(each)));
      if (!isAllowed) return -1;
    }
    let radius = limit;
    for (const j of top) {
      for (const i of rest) {
        const margin = (logits[j] ?? NaN) - (logits[i] ?? NaN);
        radius = Math.min(radius, radiusOf(margin, against(j * logits.length + i)));
      }
    }
    return radius;
  });
}

function radiusOf(margin: number, { loss, speed }: Against): number {
  const left = nextDown(nextDown(margin) - loss);
  if (!(left > 0)) return 0;
  return speed === 0 ? Infinity : Math.max(0, nextDown(nextDown(left) / speed));
}
