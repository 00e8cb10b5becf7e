import { parseRelaxation } from "../../src/gloro/relaxations/index.js";
import type { RelaxationConfig } from "../../src/gloro/relaxations/index.js";

/** For each k: m_k (−∞ where it is not allowed) and the radius of its guarantee (−1). */
export interface ReferenceRelaxed {
  readonly margins: number[];
  readonly radii: number[];
  readonly bottom: number;
}

/**
 * A relaxed net's answer by brute force: of all subsets of k classes, with those whose logits no class
 * outside surpasses. Where several are (a tie), none is certified, so any of them tells as much.
 */
export function referenceRelaxed(
  y: readonly number[],
  constants: readonly (readonly number[])[],
  epsilon: number,
  config: RelaxationConfig,
): ReferenceRelaxed {
  const relaxation = parseRelaxation(config, y.length);
  const sets = relaxation.kind === "affinity" ? relaxation.sets : undefined;
  const mostOf = sets ? Math.max(...sets.map((set) => set.length)) : 0;
  const largest = relaxation.kind === "rtk" ? relaxation.k : mostOf;
  const margins: number[] = [];
  const radii: number[] = [];
  for (let k = 1; k <= largest; k++) {
    const top = subsets(y.length, k).find((subset) => isTop(subset, y))!;
    const isAllowed = !sets || sets.some((set) => top.every((index) => set.includes(index)));
    margins.push(isAllowed ? marginOf(top, y, constants, epsilon) : -Infinity);
    radii.push(isAllowed ? radiusOf(top, y, constants) : -1);
  }
  const best = Math.max(...margins);
  const inSets = y.map((value, i) => (!sets || sets.flat().includes(i) ? value : -Infinity));
  const nearest = inSets.indexOf(Math.max(...inSets));
  const instead = marginOf([nearest], y, constants, epsilon);
  return { margins, radii, bottom: Math.max(...y) - (best > -Infinity ? best : instead) };
}

/** Every subset of `size` of the numbers below `count`, those with small numbers first. */
function subsets(count: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: count - from }, (_, step) => from + step).flatMap((first) =>
    subsets(count, size - 1, first + 1).map((rest) => [first, ...rest]),
  );
}

function isTop(subset: readonly number[], y: readonly number[]): boolean {
  return subset.every((j) => outside(subset, y).every((i) => y[j]! >= y[i]!));
}

function outside(subset: readonly number[], y: readonly number[]): number[] {
  return y.map((_, i) => i).filter((i) => !subset.includes(i));
}

function marginOf(
  subset: readonly number[],
  y: readonly number[],
  constants: readonly (readonly number[])[],
  epsilon: number,
): number {
  const margins = subset.flatMap((j) =>
    outside(subset, y).map((i) => y[j]! - y[i]! - epsilon * constants[j]![i]!),
  );
  return Math.min(...margins);
}

function radiusOf(
  subset: readonly number[],
  y: readonly number[],
  constants: readonly (readonly number[])[],
): number {
  const radii = subset.flatMap((j) =>
    outside(subset, y).map((i) => (y[j] === y[i] ? 0 : (y[j]! - y[i]!) / constants[j]![i]!)),
  );
  return Math.min(...radii);
}
