import { GloroError, UnknownWordError } from "./errors.js";
import type { Layer, LayerConfig, MapLayer, MergeLayer } from "./layers/layer.js";

/** The name by which layers refer to the network's input. */
export const inputName = "input";

/** Layers in an order in which each comes after those it reads. */
export interface LayerGraph {
  readonly layers: readonly Layer[];
  /** For each layer, the positions of the layers whose outputs it takes; −1 is the network's input. */
  readonly connections: readonly (readonly number[])[];
}

/** What to do at each layer of a graph. */
export interface GraphVisitor<T> {
  map(layer: MapLayer, input: T): T;
  merge(layer: MergeLayer, branches: readonly T[]): T;
}

/** Carries a value from the network's input through every layer; returns that of the last. */
export function throughGraph<T>(graph: LayerGraph, input: T, visitor: GraphVisitor<T>): T {
  const values: T[] = [];
  let last = input;
  for (const [position, layer] of graph.layers.entries()) {
    const inputs = (graph.connections[position] ?? []).map((source) => at(values, source, input));
    last =
      layer.role === "merge"
        ? visitor.merge(layer, inputs)
        : visitor.map(layer, at(inputs, 0, input));
    values.push(last);
  }
  return last;
}

/**
 * The positions of the layers that each layer reads. Throws UnknownWordError where one names no
 * earlier layer, GloroError where an output is never used.
 */
export function connect(
  configs: readonly LayerConfig[],
  names: readonly string[],
): readonly (readonly number[])[] {
  const connections = configs.map(({ inputs }, position) =>
    inputs === undefined
      ? [position - 1]
      : inputs.map((input) => positionOf(input, names.slice(0, position))),
  );
  const read = new Set(connections.flat());
  const unread = names.findIndex(
    (_, position) => position < names.length - 1 && !read.has(position),
  );
  if (unread >= 0) {
    throw new GloroError(
      `No layer takes the output of "${names[unread] ?? ""}". Remove it, or name it in a later ` +
        `layer's inputs.`,
    );
  }
  return connections;
}

function positionOf(input: string, earlier: readonly string[]): number {
  if (input === inputName) return -1;
  const position = earlier.indexOf(input);
  if (position < 0)
    throw new UnknownWordError("layer before this one", input, [inputName, ...earlier]);
  return position;
}

function at<T>(values: readonly T[], position: number, input: T): T {
  return values[position] ?? input;
}
