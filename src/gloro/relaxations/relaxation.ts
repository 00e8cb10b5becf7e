/**
 * A weaker property than that of a single class, which lets a network answer where it need not choose
 * between classes (Leino & Fredrikson 2021, arXiv 2106.06624).
 *
 * - `rtk`, relaxed top-k robustness: for some k up to `k`, the k classes with the largest logits stay
 *   those with the largest within ε.
 * - `affinity`: the same, where these classes all lie in one of `sets`.
 */
export type Relaxation =
  | { readonly kind: "rtk"; readonly k: number }
  | { readonly kind: "affinity"; readonly sets: AffinitySets };

/** Sets of class indices that may be taken for one another. They may overlap. */
export type AffinitySets = readonly (readonly number[])[];

/** The kinds of relaxation. */
export const relaxationKinds = ["rtk", "affinity"] as const satisfies readonly Relaxation["kind"][];

/** K: the largest k whose top-k classes the relaxation may guarantee. */
export function largestK(relaxation: Relaxation): number {
  switch (relaxation.kind) {
    case "rtk":
      return relaxation.k;
    case "affinity":
      return Math.max(...relaxation.sets.map((set) => set.length));
  }
}
