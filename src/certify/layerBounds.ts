import { GloroError, NoBoundError } from "../gloro/errors.js";
import { convolutionBound } from "./convolutionBound.js";
import { denseBound } from "./denseBound.js";
import { convolutionOf, matrixOf } from "./layerKernel.js";
import { isMerge, type Layer, type LayerKind, type Merge, type PlacedLayer } from "./layers.js";
import { liResNetBlockBound } from "./liResNetBlockBound.js";
import { averagePoolingBound, maxPoolingBound } from "./poolingBound.js";
import { constantBound, type ProvenBound } from "./provenBound.js";
import { withUnitColumnError } from "./unitColumns.js";
import {
  addUp,
  constantUp,
  estimate,
  exactly,
  larger,
  multiplyUp,
  squareRootUp,
  type UpperBound,
} from "./upperBound.js";

/** The bound of one layer. */
export type LayerBound = ProvenBound & {
  readonly name: string;
  readonly kind: LayerKind;
};

/** The bounds of the layers before the head. */
export interface NetworkBounds {
  readonly layers: readonly LayerBound[];
  /** At least the product of the layers' Lipschitz constants: L_sub. */
  readonly subLipschitz: UpperBound;
}

const one = constantBound(exactly(1));

// scale · alpha of Klambauer et al. 2017, equation 14, which is 1.75809934084737638…
const seluSlope = 1.7580993408473768;

const boundOf: { [Kind in LayerKind]: (layer: Layer<Kind>) => ProvenBound } = {
  dense: (layer) => {
    const proven = denseBound(matrixOf(layer));
    if (!layer.hasUnitColumns) return proven;
    return { ...proven, bound: withUnitColumnError(proven.bound, layer) };
  },
  conv2d: (layer) => convolutionBound(convolutionOf(layer)),
  averagePooling2d: averagePoolingBound,
  maxPooling2d: (layer) => constantBound(maxPoolingBound(layer)),
  liResNetBlock: liResNetBlockBound,
  invertibleDownsampling: () => one,
  scaling: ({ name, alpha }) => constantBound(finite(name, Math.abs(alpha))),
  bias: () => one,
  minMax: () => one,
  linear: () => one,
  relu: () => one,
  leakyRelu: ({ slope }) => constantBound(larger(exactly(1), constantUp(Math.abs(slope)))),
  elu: ({ alpha }) => constantBound(larger(exactly(1), constantUp(alpha))),
  selu: () => constantBound(constantUp(seluSlope)),
  tanh: () => one,
  sigmoid: () => constantBound(exactly(1 / 4)),
  hardSigmoid: () => constantBound(constantUp(1 / 5)),
  softplus: () => one,
  softsign: () => one,
  flatten: () => one,
  declared: ({ constant: declared }) => ({
    bound: exactly(declared),
    method: "declared",
    parameters: {},
    lowerBound: estimate(0),
  }),
};

function finite(layer: string, weight: number): UpperBound {
  if (Number.isFinite(weight)) return exactly(weight);
  throw new GloroError(
    `Layer "${layer}" has a weight that is ${weight}, so it has no Lipschitz bound. Go back to a ` +
      `checkpoint from before training diverged.`,
  );
}

/**
 * Bounds the Lipschitz constant, in the L2 norm, of a graph of layers: along a chain by the product of
 * their bounds (arXiv 2102.08452, section 3), of a sum of branches by their sum, of branches side by
 * side by the root of the sum of their squares.
 *
 * @param graph the layers before the head, each after those it reads; the head goes to `marginConstants`
 * @param starting told the name of each layer before it is bounded
 * @param known the bound of the layer at a place, where there is one already
 * @throws NoBoundError for a layer of another kind
 * @throws ShapeError where a kernel does not fit its layer
 * @throws GloroError where a weight is NaN or infinite
 */
export function networkBounds(
  graph: readonly PlacedLayer[],
  starting: (layer: string) => void = () => undefined,
  known: (position: number) => LayerBound | undefined = () => undefined,
): NetworkBounds {
  const layers: LayerBound[] = [];
  const upTo: UpperBound[] = [];
  for (const [position, { layer, inputs }] of graph.entries()) {
    const branches = inputs.map((source) => upTo[source] ?? exactly(1));
    if (isMerge(layer)) {
      upTo.push(mergedBound[layer.kind](branches));
      continue;
    }
    let own = known(position);
    if (!own) {
      starting(layer.name);
      own = layerBound(layer);
    }
    layers.push(own);
    upTo.push(multiplyUp(branches[0] ?? exactly(1), own.bound));
  }
  return { layers, subLipschitz: upTo.at(-1) ?? exactly(1) };
}

const mergedBound: {
  readonly [K in Merge["kind"]]: (branches: readonly UpperBound[]) => UpperBound;
} = {
  add: sum,
  concatenate: (branches) => squareRootUp(sum(branches.map((bound) => multiplyUp(bound, bound)))),
};

function sum(bounds: readonly UpperBound[]): UpperBound {
  return bounds.reduce((total, bound) => addUp(total, bound), exactly(0));
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
