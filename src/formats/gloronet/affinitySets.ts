import { GloroError } from "../../gloro/errors.js";

const mostClasses = 1_000_000;

/**
 * Affinity sets as a config holds them: a list of lists, or text. Python's text is
 * `AffinitySet: [\n  [0, 1]\n  [2]]`; its documentation writes `[0,1][2]`, and an older `__str__`
 * wrote `[0,1],[2]`.
 *
 * @throws GloroError
 */
export function parseAffinitySets(value: unknown): number[][] {
  const sets = typeof value === "string" ? fromText(value) : value;
  if (!Array.isArray(sets) || sets.length === 0 || !sets.every(isSet)) {
    throw new GloroError(
      `affinity_sets ${JSON.stringify(value).slice(0, 100)} are not sets of classes. Write them as [[0, 1], [2, 3]].`,
    );
  }
  return sets;
}

/** As Python's `str()` writes them. */
export function printAffinitySets(sets: readonly (readonly number[])[]): string {
  return `AffinitySet: [\n${sets.map((set) => `  [${set.join(", ")}]`).join("\n")}]`;
}

function fromText(text: string): number[][] | undefined {
  const python = /^AffinitySet: \[\n(.*)\]$/s.exec(text)?.[1];
  const blocks = (python ?? text).trim();
  // Each step of the loop takes one block off the front, so that nothing between them is overlooked.
  const sets: number[][] = [];
  const block = /\[([0-9, ]*)\][\s,]*/y;
  while (block.lastIndex < blocks.length) {
    const inner = block.exec(blocks)?.[1];
    if (inner === undefined) return undefined;
    sets.push(inner.split(",").map((index) => (index.trim() === "" ? NaN : Number(index))));
  }
  return sets;
}

function isSet(value: unknown): value is number[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((index) => Number.isInteger(index) && index >= 0 && index < mostClasses) &&
    new Set(value).size === value.length
  );
}
