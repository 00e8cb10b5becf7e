import { GloroError } from "../../gloro/errors.js";
import { parseAffinitySets } from "../../gloro/relaxations/index.js";
import type { AffinitySets } from "../../gloro/relaxations/index.js";

const shownCharacters = 100;

/**
 * Affinity sets as a config holds them: a list of lists, or text. Python's text is
 * `AffinitySet: [\n  [0, 1]\n  [2]]`; its documentation writes `[0,1][2]`, and an older `__str__`
 * wrote `[0,1],[2]`.
 *
 * @throws GloroError
 */
export function storedAffinitySets(value: unknown): AffinitySets {
  if (typeof value === "string" || isListOfLists(value)) return parseAffinitySets(value);
  throw new GloroError(
    `affinity_sets ${JSON.stringify(value).slice(0, shownCharacters)} are not sets of classes. Write them as [[0, 1], [2, 3]].`,
  );
}

/** As Python's `str()` writes them. */
export function printAffinitySets(sets: AffinitySets): string {
  return `AffinitySet: [\n${sets.map((set) => `  [${set.join(", ")}]`).join("\n")}]`;
}

function isListOfLists(value: unknown): value is number[][] {
  return (
    Array.isArray(value) &&
    value.every(
      (set) => Array.isArray(set) && set.every((index: unknown) => typeof index === "number"),
    )
  );
}
