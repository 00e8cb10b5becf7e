import type { GramSide } from "./tapProducts.js";
import { estimate, exactly, multiplyUp, type Estimate, type UpperBound } from "./upperBound.js";

/**
 * What proves a bound, with all that another program needs to prove it again from the weights:
 *
 * - `gram`: so many rounds of Gram iteration (arXiv 2305.16173, theorem 1).
 * - `explicit`: `sigma²·I − G` is positive definite, G being the layer's `WᵀW` (`inputs`) or `WWᵀ`
 *   (`outputs`), zero padding included.
 * - `torus`: the same of the Gram matrix of each Fourier block, at the frequencies
 *   `2π·(j + twist) / side` of each axis, in pixels of the output.
 * - `constant` holds whatever the weights; `declared` on its author's word.
 *
 * A bound lies above its `sigma` by what rounding may have hidden.
 */
export type Proof =
  | { readonly method: "gram"; readonly parameters: { readonly rounds: number } }
  | {
      readonly method: "explicit";
      readonly parameters: { readonly side: GramSide; readonly sigma: number };
    }
  | {
      readonly method: "torus";
      readonly parameters: {
        readonly sides: readonly [vertical: number, horizontal: number];
        readonly twists: readonly [vertical: number, horizontal: number];
        readonly sigma: number;
      };
    }
  | { readonly method: "constant"; readonly parameters: Readonly<Record<string, never>> }
  | { readonly method: "declared"; readonly parameters: Readonly<Record<string, never>> };

/** A proven bound of a Lipschitz constant, what proved it, and how far below it the truth may lie. */
export type ProvenBound = Proof & {
  readonly bound: UpperBound;
  /** From below, up to rounding. */
  readonly lowerBound: Estimate;
};

/** A bound that the layer's kind and settings give, whatever its weights. */
export function constantBound(bound: UpperBound): ProvenBound {
  return { bound, method: "constant", parameters: {}, lowerBound: estimate(bound) };
}

/** The bound of a map that is `scale` (a power of two) times the one bounded. */
export function scaledBy(proven: ProvenBound, scale: number): ProvenBound {
  return {
    ...scaledProof(proven, scale),
    bound: multiplyUp(proven.bound, exactly(scale)),
    lowerBound: estimate(proven.lowerBound * scale),
  };
}

function scaledProof(proof: Proof, scale: number): Proof {
  switch (proof.method) {
    case "explicit": {
      const { side, sigma } = proof.parameters;
      return { method: proof.method, parameters: { side, sigma: sigma * scale } };
    }
    case "torus": {
      const { sigma, ...torus } = proof.parameters;
      return { method: proof.method, parameters: { ...torus, sigma: sigma * scale } };
    }
    default:
      return proof;
  }
}
