import { guaranteesOf } from "../model/accuracy.js";
import type { ExampleRadii } from "../model/accuracy.js";
import { rankingOf } from "../model/attack/claim.js";
import type { Claim } from "../model/attack/claim.js";

/** What an attack on an example has to overturn. */
export interface ExampleClaims {
  /** The certificate of the largest radius; a radius of 0 where nothing is proven. */
  readonly certificate: Claim;
  /**
   * The classes that have to stay in front for the example to count as right, of a relaxed net those of
   * the largest radius among the top k that hold the label; undefined where it is wrong as it stands.
   */
  readonly right: readonly number[] | undefined;
}

/** The claims about each example. A radius that nothing limits becomes `farthest`. */
export function provenClaims(
  examples: ExampleRadii,
  logits: Float32Array,
  farthest: number,
): ExampleClaims[] {
  const { classes, count } = examples;
  const { largestK, radii, labelRanks } = guaranteesOf(examples);
  return Array.from({ length: count }, (_, example) => {
    const ranking = rankingOf(logits.subarray(example * classes, (example + 1) * classes));
    /** The top k of the largest radius, for a k from `fewest` on. */
    const strongest = (fewest: number): Claim | undefined => {
      let best: Claim | undefined;
      for (let k = fewest; k <= largestK; k++) {
        const radius = radii[example * largestK + k - 1] ?? -1;
        if (radius >= 0 && radius > (best?.radius ?? -1))
          best = { top: ranking.slice(0, k), radius };
      }
      return best;
    };
    const { top, radius } = strongest(1) ?? { top: ranking.slice(0, 1), radius: 0 };
    return {
      certificate: { top, radius: Math.min(radius, farthest) },
      right: strongest(labelRanks[example] ?? Infinity)?.top,
    };
  });
}
