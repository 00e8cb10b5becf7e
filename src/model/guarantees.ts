import { loosestGuarantee } from "../gloro/relaxations/guarantees.js";

/** What is guaranteed of each of some examples: of a plain network their first class alone, K = 1. */
export interface Guarantees {
  /** K. */
  readonly largestK: number;
  /** `count × K`: the radius up to which the top k are guaranteed; −1 where they may not be. */
  readonly radii: ArrayLike<number>;
  /** `count`: the label's place among the logits, from 1. */
  readonly labelRanks: ArrayLike<number>;
}

/** The largest k that is guaranteed for each example beyond `radius`; −1 where none is: ⊥. */
export function loosestAt({ radii, largestK }: Guarantees, radius: number): Int32Array {
  const holds = Uint8Array.from(radii, (each) => Number(each > radius));
  return loosestGuarantee(holds, largestK);
}

/** The share of `count` examples whose loosest guarantee is k, by k; the rest are rejected. */
export function guaranteeShares(
  guarantees: Guarantees,
  count: number,
  radius: number,
): Record<string, number> {
  const loosest = loosestAt(guarantees, radius);
  return Object.fromEntries(
    Array.from({ length: guarantees.largestK }, (_, index) => [
      String(index + 1),
      loosest.filter((k) => k === index + 1).length / count,
    ]),
  );
}

/**
 * The radius below which an example counts in the VRA: the largest of the k whose top k hold the label.
 * Below 0 where none of them may be guaranteed.
 */
export function rightRadius(guarantees: Guarantees, example: number): number {
  return largestFrom(guarantees, example, guarantees.labelRanks[example] ?? Infinity);
}

/** The largest radius at which some top k of an example is guaranteed; below 0 where none may be. */
export function largestRadius(guarantees: Guarantees, example: number): number {
  return largestFrom(guarantees, example, 1);
}

function largestFrom({ radii, largestK }: Guarantees, example: number, smallestK: number): number {
  let largest = -1;
  for (let k = smallestK; k <= largestK; k++) {
    largest = Math.max(largest, radii[example * largestK + k - 1] ?? -1);
  }
  return largest;
}
