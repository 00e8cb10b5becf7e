import { GloroError } from "../errors.js";
import { parseAffinitySets } from "./affinitySets.js";
import type { AffinitySetsConfig } from "./affinitySets.js";
import type { Relaxation } from "./relaxation.js";

/** A relaxation as users write it. */
export type RelaxationConfig =
  | { readonly kind: "rtk"; readonly k: number }
  | { readonly kind: "affinity"; readonly sets: AffinitySetsConfig };

/**
 * The relaxation that a config describes, for a network of `classes` classes; where that number is not
 * known yet, what depends on it is not checked. Throws GloroError for a k that is no whole number from
 * 1 to classes − 1, and for sets that are no sets of classes.
 */
export function parseRelaxation(config: RelaxationConfig, classes?: number): Relaxation {
  switch (config.kind) {
    case "rtk":
      return { kind: "rtk", k: checkedK(config.k, classes) };
    case "affinity":
      return { kind: "affinity", sets: parseAffinitySets(config.sets, classes) };
  }
}

function checkedK(k: number, classes: number | undefined): number {
  // With k = classes no class would be left outside, and everything would count as robust.
  if (Number.isInteger(k) && k >= 1 && k < (classes ?? Infinity)) return k;
  const most = classes === undefined ? "on" : `to ${classes - 1}, one less than the classes`;
  throw new GloroError(`Relaxed top-k robustness needs a whole number k from 1 ${most}; got ${k}.`);
}
