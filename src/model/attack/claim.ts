/** A claim about an input that an attack tries to refute. */
export interface Claim {
  /** The classes that stay those with the largest logits; one, for a plain net. */
  readonly top: readonly number[];
  /** Within less than this in the L2 norm; finite. Of 0 or less it claims nothing. */
  readonly radius: number;
}

/** Two classes: one of a claim's top, and one outside. */
export interface ClassPair {
  readonly top: number;
  readonly rival: number;
}

/** The margins' Lipschitz constants, as `lipschitzConstant` gives them; the diagonal is not read. */
export interface MarginMatrix {
  readonly classes: number;
  /** `classes × classes`, row-major. */
  readonly values: ArrayLike<number>;
}

/**
 * Whether these classes are those with the largest logits; of equal logits the first class comes first,
 * as everywhere. A logit that is not a number leaves nothing in its place.
 */
export function isTop(logits: ArrayLike<number>, top: readonly number[]): boolean {
  return pairsOf(logits.length, top).every((pair) => {
    const margin = marginOf(logits, pair);
    return margin > 0 || (margin === 0 && pair.top < pair.rival);
  });
}

/** The classes from the largest logit down, of equals the first first. */
export function rankingOf(logits: Float32Array): number[] {
  return Array.from(logits.keys()).sort((a, b) => (logits[b] ?? NaN) - (logits[a] ?? NaN) || a - b);
}

/** How far the first rival is ahead of the last of the top: the largest margin to their disfavour. */
export function violation(logits: ArrayLike<number>, top: readonly number[]): number {
  return Math.max(...pairsOf(logits.length, top).map((pair) => -marginOf(logits, pair)));
}

/** The pairs of a claim, those first of which the constants allow the least distance to overtaking. */
export function nearestPairs(
  logits: ArrayLike<number>,
  top: readonly number[],
  { classes, values }: MarginMatrix,
): ClassPair[] {
  const distance = (pair: ClassPair) =>
    marginOf(logits, pair) / (values[pair.top * classes + pair.rival] ?? NaN);
  return pairsOf(classes, top)
    .map((pair) => ({ pair, distance: distance(pair) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ pair }) => pair);
}

/** y_top − y_rival. */
function marginOf(logits: ArrayLike<number>, { top, rival }: ClassPair): number {
  return (logits[top] ?? NaN) - (logits[rival] ?? NaN);
}

function pairsOf(classes: number, top: readonly number[]): ClassPair[] {
  return Array.from({ length: classes }, (_, rival) => rival)
    .filter((rival) => !top.includes(rival))
    .flatMap((rival) => top.map((each) => ({ top: each, rival })));
}
