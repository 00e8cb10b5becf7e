import { throughGraph } from "../../src/gloro/graph.js";
import type { LinearMap } from "../../src/gloro/layers/layer.js";
import type { Network } from "../../src/gloro/network.js";
import { linear, referenceLayer } from "./layerReference.js";
import type { Values } from "./layerReference.js";
import { sizeOf } from "./random.js";

/** The method in naive Float64 loops, straight from its definition: the tests' independent truth. */
export function referenceForward(network: Network, state: Values, example: number[]): number[] {
  return throughGraph(network, example, {
    map: (layer, x) => referenceLayer(layer, state, x),
    merge: () => {
      throw new Error("The reference knows no merges.");
    },
  });
}

const norm = (x: readonly number[]) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));

const mapLayers = ({ layers }: Network) => layers.filter((layer) => layer.role === "map");

/** σ = ‖Wx‖/‖x‖ for the iterate in `state`. */
export function referenceNorm(network: Network, map: LinearMap, state: Values): number {
  const layer = mapLayers(network).find(
    ({ gain }) => gain.kind === "powerMethod" && gain.map === map,
  )!;
  const x = Array.from(state[map.iterate]!);
  return norm(linear(layer, state[map.weights[0]!]!, x)) / norm(x);
}

/** K_ji = L_sub ‖W_j − W_i‖ by class pairs. */
export function referenceConstants(network: Network, state: Values): number[][] {
  const lipschitz = network.linearMaps.reduce(
    (product, map) => product * referenceNorm(network, map, state),
    1,
  );
  const kernel = state[network.head.kernel]!;
  const column = (j: number) =>
    Array.from(
      { length: kernel.length / network.classes },
      (_, d) => kernel[d * network.classes + j]!,
    );
  const classes = Array.from({ length: network.classes }, (_, j) => j);
  return classes.map((j) =>
    classes.map((i) => lipschitz * norm(column(j).map((value, d) => value - column(i)[d]!))),
  );
}

/** The GloRo Net's [y, y_⊥] and certified radius for one example. */
export function referenceGloroNet(
  network: Network,
  state: Values,
  example: number[],
  epsilon: number,
) {
  const y = referenceForward(network, state, example);
  const j = y.indexOf(Math.max(...y));
  const matrix = referenceConstants(network, state);
  const constants = matrix[j]!;
  const others = y.map((_, i) => i).filter((i) => i !== j);
  return {
    y,
    j,
    /** ε·K. */
    gains: matrix.map((row) => row.map((constant) => epsilon * constant)),
    bottom: Math.max(...others.map((i) => y[i]! + epsilon * constants[i]!)),
    radius: Math.min(...others.map((i) => (y[j]! - y[i]!) / constants[i]!)),
  };
}

/** Example `n` of a flat batch. */
export function example(network: Network, images: ArrayLike<number>, n: number): number[] {
  const size = sizeOf(network.inputShape);
  return Array.from({ length: size }, (_, i) => images[n * size + i]!);
}
