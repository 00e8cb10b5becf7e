import { isMerge, type Merge, type PlacedLayer } from "./layers.js";
import { estimate, type Estimate } from "./upperBound.js";

/**
 * The Lipschitz constant of a graph of layers that estimates of its layers give, in the way in which
 * `networkBounds` puts bounds together.
 *
 * @param graph the layers before the head, each after those it reads
 * @param ofLayer the estimate of the layer of a name
 */
export function networkEstimate(
  graph: readonly PlacedLayer[],
  ofLayer: (name: string) => Estimate,
): Estimate {
  const upTo: number[] = [];
  for (const { layer, inputs } of graph) {
    const branches = inputs.map((source) => upTo[source] ?? 1);
    upTo.push(
      isMerge(layer) ? merged[layer.kind](branches) : (branches[0] ?? 1) * ofLayer(layer.name),
    );
  }
  return estimate(upTo.at(-1) ?? 1);
}

const merged: { readonly [K in Merge["kind"]]: (branches: readonly number[]) => number } = {
  add: (branches) => branches.reduce((sum, branch) => sum + branch, 0),
  concatenate: (branches) => Math.hypot(...branches),
};
