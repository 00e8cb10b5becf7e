import { GraphBuilder } from "../../src/engine/graph/builder.js";
import type { Graph, Node } from "../../src/engine/graph/node.js";
import type { TensorSpec, TensorSpecs } from "../../src/gloro/program.js";

/** A graph named "f" of inputs by name, and the outputs that `make` gives for them. */
export function graphOf<Name extends string>(
  specs: Readonly<Record<Name, TensorSpec>>,
  make: (
    build: GraphBuilder,
    inputs: Readonly<Record<Name, Node>>,
  ) => Readonly<Record<string, Node>>,
): Graph {
  const build = new GraphBuilder();
  const inputs = Object.entries<TensorSpec>(specs).map(([name, spec]) => build.input(name, spec));
  // The keys of `specs` are all of its names, which Object.fromEntries forgets.
  const named = Object.fromEntries(
    inputs.map((input) => [input.attributes.name, input]),
  ) as unknown as Record<Name, Node>;
  return { name: "f", inputs, outputs: new Map(Object.entries(make(build, named))) };
}

/** The specifications of a graph's inputs, by name. */
export function inputSpecs(graph: Graph): TensorSpecs {
  return Object.fromEntries(
    graph.inputs.map(({ attributes: { name, spec } }) => [name, spec] as const),
  );
}
