import { NoBoundError } from "../gloro/errors.js";
import { convolutionBound } from "./convolutionBound.js";
import { denseBound } from "./denseBound.js";
import { convolutionOf, matrixOf } from "./layerKernel.js";
import type { Layer, LayerKind } from "./layers.js";
import { estimate, exactly, multiplyUp, type Estimate, type UpperBound } from "./upperBound.js";

/** A proven bound of a Lipschitz constant, and how far below it the truth may lie. */
export interface ProvenBound {
  readonly bound: UpperBound;
  /** What proved it; a `constant` holds whatever the weights. */
  readonly method: "gram" | "torus" | "explicit" | "constant";
  /** From below, up to rounding. */
  readonly lowerBound: Estimate;
}

/** The bound of one layer. */
export interface LayerBound extends ProvenBound {
  readonly name: string;
  readonly kind: LayerKind;
}

/** The bounds of the layers before the head. */
export interface NetworkBounds {
  readonly layers: readonly LayerBound[];
  /** At least the product of the layers' Lipschitz constants: L_sub. */
  readonly subLipschitz: UpperBound;
}

const one: ProvenBound = { bound: exactly(1), method: "constant", lowerBound: estimate(1) };

const boundOf: { [Kind in LayerKind]: (layer: Layer<Kind>) => ProvenBound } = {
  dense: (layer) => denseBound(matrixOf(layer)),
  conv2d: (layer) => convolutionBound(convolutionOf(layer)),
  minMax: () => one,
  relu: () => one,
  flatten: () => one,
};

/**
 * Bounds the Lipschitz constant, in the L2 norm, of a chain of layers by the product of their bounds
 * (arXiv 2102.08452, section 3).
 *
 * @param layers the layers before the head, in order; the head goes to `marginConstants`
 * @throws NoBoundError for a layer of another kind
 * @throws ShapeError where a kernel does not fit its layer
 * @throws GloroError where a weight is NaN or infinite
 */
export function networkBounds(layers: readonly Layer[]): NetworkBounds {
  const bounds = layers.map((layer) => layerBound(layer));
  const subLipschitz = bounds.reduce(
    (product, { bound }) => multiplyUp(product, bound),
    exactly(1),
  );
  return { layers: bounds, subLipschitz };
}

/** Bounds one layer; throws as `networkBounds` does. */
export function layerBound<Kind extends LayerKind>(layer: Layer<Kind>): LayerBound {
  const { name, kind } = layer;
  // A layer read from a file may be of a kind that the types exclude.
  if (!Object.hasOwn(boundOf, kind)) {
    throw new NoBoundError(
      `Layer "${name}" (${kind}) has no known Lipschitz bound. Known: ${Object.keys(boundOf).join(", ")}.`,
    );
  }
  return { name, kind, ...boundOf[kind](layer) };
}
